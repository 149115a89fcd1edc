using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Contestants;

/// <summary>The yardstick: the dictionary of the base library, which bounds, expires and counts nothing.</summary>
internal readonly struct DictionaryText : IContestant<DictionaryText, Text>
{
    private readonly ConcurrentDictionary<string, Payload> _entries;

    private DictionaryText(ConcurrentDictionary<string, Payload> entries) => _entries = entries;

    public static DictionaryText Create(Shape shape) => new(new ConcurrentDictionary<string, Payload>());

    public void Fill(Text key, Payload value) => Set(key, value);

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value) =>
        _entries.TryGetValue(key.Value, out value);

    public void Set(Text key, Payload value) => _entries[key.Value] = value;

    public Payload GetOrAdd(Text key, Maker maker) => _entries.GetOrAdd(key.Value, static (_, m) => m.Make(), maker);

    public void Settle()
    {
        // Nothing is put off.
    }
}
