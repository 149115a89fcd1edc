using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Contestants;

/// <summary>The yardstick: the dictionary of the base library, which bounds, expires and counts nothing.</summary>
internal readonly struct DictionaryLong : IContestant<DictionaryLong, long>
{
    private readonly ConcurrentDictionary<long, Payload> _entries;

    private DictionaryLong(ConcurrentDictionary<long, Payload> entries) => _entries = entries;

    public static DictionaryLong Create(Shape shape) => new(new ConcurrentDictionary<long, Payload>());

    public void Fill(long key, Payload value) => Set(key, value);

    public bool TryGet(long key, [MaybeNullWhen(false)] out Payload value) => _entries.TryGetValue(key, out value);

    public void Set(long key, Payload value) => _entries[key] = value;

    public Payload GetOrAdd(long key, Maker maker) => _entries.GetOrAdd(key, static (_, m) => m.Make(), maker);

    public void Settle()
    {
        // Nothing is put off.
    }
}
