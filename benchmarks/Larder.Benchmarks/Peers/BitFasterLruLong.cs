using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lru;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Peers;

/// <summary>BitFaster's list with hits and misses counted.</summary>
internal readonly struct BitFasterLruLong : IContestant<BitFasterLruLong, long>
{
    private readonly ConcurrentLru<long, Payload> _cache;

    private BitFasterLruLong(ConcurrentLru<long, Payload> cache) => _cache = cache;

    public static BitFasterLruLong Create(Shape shape) => new(new ConcurrentLru<long, Payload>(shape.Capacity));

    public void Fill(long key, Payload value) => _cache.AddOrUpdate(key, value);

    public bool TryGet(long key, [MaybeNullWhen(false)] out Payload value) => _cache.TryGet(key, out value);

    public void Set(long key, Payload value) => _cache.AddOrUpdate(key, value);

    public Payload GetOrAdd(long key, Maker maker) => _cache.GetOrAdd(key, static (_, m) => m.Make(), maker);

    public void Settle()
    {
        // Nothing is put off.
    }
}
