using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lru;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Peers;

/// <summary>BitFaster's fastest with a time to live.</summary>
internal readonly struct BitFasterFastTLruLong : IContestant<BitFasterFastTLruLong, long>
{
    private readonly FastConcurrentTLru<long, Payload> _cache;

    private BitFasterFastTLruLong(FastConcurrentTLru<long, Payload> cache) => _cache = cache;

    public static BitFasterFastTLruLong Create(Shape shape) =>
        new(new FastConcurrentTLru<long, Payload>(shape.Capacity, Shape.Hour));

    public void Fill(long key, Payload value) => _cache.AddOrUpdate(key, value);

    public bool TryGet(long key, [MaybeNullWhen(false)] out Payload value) => _cache.TryGet(key, out value);

    public void Set(long key, Payload value) => _cache.AddOrUpdate(key, value);

    public Payload GetOrAdd(long key, Maker maker) => _cache.GetOrAdd(key, static (_, m) => m.Make(), maker);

    public void Settle()
    {
        // Nothing is put off.
    }
}
