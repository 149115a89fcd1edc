using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lfu;
using BitFaster.Caching.Scheduler;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Peers;

/// <summary>BitFaster's W-TinyLFU, maintained on a background thread.</summary>
internal readonly struct BitFasterLfuText : IContestant<BitFasterLfuText, Text>
{
    private readonly ConcurrentLfu<string, Payload> _cache;

    private BitFasterLfuText(ConcurrentLfu<string, Payload> cache) => _cache = cache;

    public static BitFasterLfuText Create(Shape shape) => new(new ConcurrentLfu<string, Payload>(
        Environment.ProcessorCount, shape.Capacity, new BackgroundThreadScheduler(), EqualityComparer<string>.Default));

    public void Fill(Text key, Payload value) => _cache.AddOrUpdate(key.Value, value);

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value) => _cache.TryGet(key.Value, out value);

    public void Set(Text key, Payload value) => _cache.AddOrUpdate(key.Value, value);

    public Payload GetOrAdd(Text key, Maker maker) => _cache.GetOrAdd(key.Value, static (_, m) => m.Make(), maker);

    public void Settle() => _cache.DoMaintenance();
}
