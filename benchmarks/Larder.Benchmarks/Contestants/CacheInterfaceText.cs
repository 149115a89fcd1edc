using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Contestants;

/// <summary>The library's cache, asked through the interface that programs hold.</summary>
internal readonly struct CacheInterfaceText : IContestant<CacheInterfaceText, Text>
{
    private static readonly Payload Other = new();

    private readonly ICache _cache;

    private CacheInterfaceText(ICache cache) => _cache = cache;

    public static CacheInterfaceText Create(Shape shape) => new(CacheOfShape.Build(shape));

    public void Fill(Text key, Payload value) => Set(key, value);

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value)
    {
        var asked = _cache.GetOrCreateAsync(key.Value, Other, static (other, _, _) => new ValueTask<Payload>(other));
        value = asked.IsCompletedSuccessfully ? asked.Result : null;
        return value is not null && !ReferenceEquals(value, Other);
    }

    public void Set(Text key, Payload value)
    {
        var written = _cache.SetAsync(key.Value, value);
        if (!written.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("A write into memory must end at once.");
        }
    }

    public Payload GetOrAdd(Text key, Maker maker)
    {
        var asked = _cache.GetOrCreateAsync(key.Value, maker, static (m, _, _) => new ValueTask<Payload>(m.Make()));
        return asked.IsCompletedSuccessfully ? asked.Result : asked.AsTask().GetAwaiter().GetResult();
    }

    public void Settle()
    {
        // As in the class.
    }
}
