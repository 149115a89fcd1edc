using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Workloads;
using Microsoft.Extensions.Caching.Memory;
using ZiggyCreatures.Caching.Fusion;

namespace Larder.Benchmarks.Peers;

/// <summary>FusionCache over a bounded MemoryCache, without a second level. Its entries always expire.</summary>
internal readonly struct FusionText : IContestant<FusionText, Text>
{
    private readonly FusionCache _cache;
    private readonly FusionCacheEntryOptions _options;

    private FusionText(FusionCache cache, FusionCacheEntryOptions options)
    {
        _cache = cache;
        _options = options;
    }

    public static FusionText Create(Shape shape) => new(
        new FusionCache(
            new FusionCacheOptions(), new MemoryCache(new MemoryCacheOptions { SizeLimit = shape.Capacity })),
        new FusionCacheEntryOptions { Duration = Shape.Hour, Size = 1 });

    public void Fill(Text key, Payload value) => Set(key, value);

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value)
    {
        var found = _cache.TryGet<Payload>(key.Value, _options);
        value = found.HasValue ? found.Value : null;
        return found.HasValue;
    }

    public void Set(Text key, Payload value) => _cache.Set(key.Value, value, _options);

    public Payload GetOrAdd(Text key, Maker maker) =>
        _cache.GetOrSet<Payload>(key.Value, (_, _) => maker.Make(), MaybeValue<Payload>.None, _options);

    public void Settle()
    {
        // Nothing that anybody could ask for.
    }
}
