using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lru;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Peers;

/// <summary>BitFaster's fastest with a time to live.</summary>
internal readonly struct BitFasterFastTLruText : IContestant<BitFasterFastTLruText, Text>
{
    private readonly FastConcurrentTLru<string, Payload> _cache;

    private BitFasterFastTLruText(FastConcurrentTLru<string, Payload> cache) => _cache = cache;

    public static BitFasterFastTLruText Create(Shape shape) =>
        new(new FastConcurrentTLru<string, Payload>(shape.Capacity, Shape.Hour));

    public void Fill(Text key, Payload value) => _cache.AddOrUpdate(key.Value, value);

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value) => _cache.TryGet(key.Value, out value);

    public void Set(Text key, Payload value) => _cache.AddOrUpdate(key.Value, value);

    public Payload GetOrAdd(Text key, Maker maker) => _cache.GetOrAdd(key.Value, static (_, m) => m.Make(), maker);

    public void Settle()
    {
        // Nothing is put off.
    }
}
