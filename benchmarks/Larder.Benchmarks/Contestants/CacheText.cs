using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Contestants;

/// <summary>The library's cache, asked through its class: a value or a factory that makes it.</summary>
/// <typeparam name="TApart">
/// Any struct: each has code of its own, with what is inlined into it and the profile that it was compiled by, as the place of
/// a program has that asks one cache. Where contestants take turns they must not share one.
/// </typeparam>
internal readonly struct CacheText<TApart> : IContestant<CacheText<TApart>, Text>
    where TApart : struct
{
    private static readonly Payload Other = new();
    private static readonly CacheEntryOptions Tagged = new() { Expiration = Shape.Hour, Tags = ["all", "some"] };

    private readonly LarderCache _cache;
    private readonly CacheEntryOptions? _writing;

    private CacheText(LarderCache cache, CacheEntryOptions? writing)
    {
        _cache = cache;
        _writing = writing;
    }

    public static CacheText<TApart> Create(Shape shape) =>
        new(CacheOfShape.Build(shape), shape.Lifetime is Lifetime.Tagged ? Tagged : null);

    public void Fill(Text key, Payload value)
    {
        var written = _cache.SetAsync(key.Value, value, _writing);
        if (!written.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("A write into memory must end at once.");
        }
    }

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value)
    {
        // The factory runs on a miss only, and what it makes then shows that it ran.
        var asked = _cache.GetOrCreateAsync(key.Value, Other, static (other, _, _) => new ValueTask<Payload>(other));
        value = asked.IsCompletedSuccessfully ? asked.Result : null;
        return value is not null && !ReferenceEquals(value, Other);
    }

    public void Set(Text key, Payload value) => Fill(key, value);

    public Payload GetOrAdd(Text key, Maker maker)
    {
        var asked = _cache.GetOrCreateAsync(key.Value, maker, static (m, _, _) => new ValueTask<Payload>(m.Make()));
        return asked.IsCompletedSuccessfully ? asked.Result : asked.AsTask().GetAwaiter().GetResult();
    }

    public void Settle()
    {
        // Maintenance has caught up when the last write returned, but for a bounded rest.
    }
}
