using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lru;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Peers;

/// <summary>BitFaster's fastest: two queues and a half, counting nothing.</summary>
internal readonly struct BitFasterFastLruLong : IContestant<BitFasterFastLruLong, long>
{
    private readonly FastConcurrentLru<long, Payload> _cache;

    private BitFasterFastLruLong(FastConcurrentLru<long, Payload> cache) => _cache = cache;

    public static BitFasterFastLruLong Create(Shape shape) =>
        new(new FastConcurrentLru<long, Payload>(shape.Capacity));

    public void Fill(long key, Payload value) => _cache.AddOrUpdate(key, value);

    public bool TryGet(long key, [MaybeNullWhen(false)] out Payload value) => _cache.TryGet(key, out value);

    public void Set(long key, Payload value) => _cache.AddOrUpdate(key, value);

    public Payload GetOrAdd(long key, Maker maker) => _cache.GetOrAdd(key, static (_, m) => m.Make(), maker);

    public void Settle()
    {
        // Nothing is put off.
    }
}
