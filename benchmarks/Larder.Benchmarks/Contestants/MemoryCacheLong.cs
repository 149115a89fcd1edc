using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;
using Microsoft.Extensions.Caching.Memory;

namespace Larder.Benchmarks.Contestants;

/// <summary>The cache of Microsoft.Extensions, bounded by its size limit.</summary>
internal readonly struct MemoryCacheLong : IContestant<MemoryCacheLong, long>
{
    private readonly MemoryCache _cache;
    private readonly Lifetime _lifetime;

    private MemoryCacheLong(MemoryCache cache, Lifetime lifetime)
    {
        _cache = cache;
        _lifetime = lifetime;
    }

    public static MemoryCacheLong Create(Shape shape) => new(
        new MemoryCache(new MemoryCacheOptions { SizeLimit = shape.Capacity, TrackStatistics = shape.Statistics }),
        shape.Lifetime);

    public void Fill(long key, Payload value)
    {
        using var entry = _cache.CreateEntry(key);
        entry.Value = value;
        entry.Size = 1;
        if (_lifetime is Lifetime.Expiring)
        {
            entry.AbsoluteExpirationRelativeToNow = Shape.Hour;
        }
        else if (_lifetime is Lifetime.SlidingAndWeighed)
        {
            entry.SlidingExpiration = Shape.Hour;
        }
    }

    public bool TryGet(long key, [MaybeNullWhen(false)] out Payload value) => _cache.TryGetValue(key, out value);

    public void Set(long key, Payload value)
    {
        using var entry = _cache.CreateEntry(key);
        entry.Value = value;
        entry.Size = 1;
    }

    public Payload GetOrAdd(long key, Maker maker)
    {
        if (_cache.TryGetValue(key, out Payload? value))
        {
            return value!;
        }

        value = maker.Make();
        Set(key, value);
        return value;
    }

    public void Settle()
    {
        // Compaction runs on the thread pool when it pleases; nobody can ask for it.
    }
}
