using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lfu;
using BitFaster.Caching.Scheduler;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Peers;

/// <summary>BitFaster's W-TinyLFU, maintained on a background thread.</summary>
internal readonly struct BitFasterLfuLong : IContestant<BitFasterLfuLong, long>
{
    private readonly ConcurrentLfu<long, Payload> _cache;

    private BitFasterLfuLong(ConcurrentLfu<long, Payload> cache) => _cache = cache;

    public static BitFasterLfuLong Create(Shape shape) => new(new ConcurrentLfu<long, Payload>(
        Environment.ProcessorCount, shape.Capacity, new BackgroundThreadScheduler(), EqualityComparer<long>.Default));

    public void Fill(long key, Payload value) => _cache.AddOrUpdate(key, value);

    public bool TryGet(long key, [MaybeNullWhen(false)] out Payload value) => _cache.TryGet(key, out value);

    public void Set(long key, Payload value) => _cache.AddOrUpdate(key, value);

    public Payload GetOrAdd(long key, Maker maker) => _cache.GetOrAdd(key, static (_, m) => m.Make(), maker);

    public void Settle() => _cache.DoMaintenance();
}
