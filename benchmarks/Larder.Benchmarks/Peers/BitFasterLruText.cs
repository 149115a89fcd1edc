using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lru;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Peers;

/// <summary>BitFaster's list with hits and misses counted.</summary>
internal readonly struct BitFasterLruText : IContestant<BitFasterLruText, Text>
{
    private readonly ConcurrentLru<string, Payload> _cache;

    private BitFasterLruText(ConcurrentLru<string, Payload> cache) => _cache = cache;

    public static BitFasterLruText Create(Shape shape) => new(new ConcurrentLru<string, Payload>(shape.Capacity));

    public void Fill(Text key, Payload value) => _cache.AddOrUpdate(key.Value, value);

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value) => _cache.TryGet(key.Value, out value);

    public void Set(Text key, Payload value) => _cache.AddOrUpdate(key.Value, value);

    public Payload GetOrAdd(Text key, Maker maker) => _cache.GetOrAdd(key.Value, static (_, m) => m.Make(), maker);

    public void Settle()
    {
        // Nothing is put off.
    }
}
