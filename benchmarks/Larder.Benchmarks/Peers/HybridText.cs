using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Workloads;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Larder.Benchmarks.Peers;

/// <summary>HybridCache without a second level. Its memory is not bounded here, so it is not asked to evict.</summary>
internal readonly struct HybridText : IContestant<HybridText, Text>
{
    private static readonly HybridCacheEntryOptions Writing = new() { Expiration = Shape.Hour };
    private static readonly HybridCacheEntryOptions Reading = new()
    {
        Expiration = Shape.Hour,
        Flags = HybridCacheEntryFlags.DisableUnderlyingData,
    };

    private readonly HybridCache _cache;

    private HybridText(HybridCache cache) => _cache = cache;

    public static HybridText Create(Shape shape)
    {
        var services = new ServiceCollection();
        services.AddHybridCache();
        return new HybridText(services.BuildServiceProvider().GetRequiredService<HybridCache>());
    }

    public void Fill(Text key, Payload value) => Set(key, value);

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value)
    {
        value = Await(_cache.GetOrCreateAsync<Payload?>(key.Value, static _ => default, Reading));
        return value is not null;
    }

    public void Set(Text key, Payload value)
    {
        var written = _cache.SetAsync(key.Value, value, Writing);
        if (!written.IsCompletedSuccessfully)
        {
            written.AsTask().GetAwaiter().GetResult();
        }
    }

    public Payload GetOrAdd(Text key, Maker maker) => Await(
        _cache.GetOrCreateAsync(key.Value, maker, static (m, _) => new ValueTask<Payload>(m.Make()), Writing));

    public void Settle()
    {
        // Nothing that anybody could ask for.
    }

    private static TResult Await<TResult>(ValueTask<TResult> result) =>
        result.IsCompletedSuccessfully ? result.Result : result.AsTask().GetAwaiter().GetResult();
}
