using Larder.Concurrency.Tests.Histories;
using Larder.Testing;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>Several threads that ask a real store for this and that, and write down what they were answered.</summary>
/// <param name="store">The store, empty.</param>
/// <param name="keys">How many keys they share.</param>
/// <param name="operations">How many calls each thread makes.</param>
/// <param name="clock">A clock that the threads move now and then; null when deadlines must not pass.</param>
internal sealed class RecordedRun(NumberedStore store, int keys, int operations, ManualClock? clock)
{
    internal const int Threads = 4;

    private static readonly TimeSpan LongestStep = NumberedStore.Lifetime / 2;

    private readonly History _history = new(Threads, operations);

    /// <summary>Runs the threads to their end and returns what they wrote down.</summary>
    internal IReadOnlyList<Operation> Record(SeededRandom random)
    {
        ThreadTeam.Run(Threads, random, (lane, chance) =>
        {
            var values = new long[keys];
            for (var i = 0; i < operations; i++) Ask(_history[lane], lane, i + 1, values, chance);
        });
        return _history.Operations();
    }

    /// <param name="lane">Where the thread writes down.</param>
    /// <param name="number">Which thread it is.</param>
    /// <param name="sequence">Which of its calls it is.</param>
    /// <param name="values">The last value that this thread knows of, for each key.</param>
    /// <param name="chance">What it throws its dice with.</param>
    private void Ask(HistoryLane lane, int number, int sequence, long[] values, SeededRandom chance)
    {
        var key = chance.Next(keys);
        var value = NumberedStore.NumberOf(key, number, sequence);
        var begun = lane.Begin();
        switch (chance.Next(100))
        {
            case < 25:
                var found = store.TryGet(key, out var seen);
                lane.Got(begun, key, found ? seen : null);
                values[key] = found ? seen : values[key];
                break;
            case < 40:
                store.Set(key, value);
                lane.Set(begun, key, value);
                values[key] = value;
                break;
            case < 48:
                lane.AddedIfAbsent(begun, key, value, store.TryAdd(key, value));
                break;
            case < 56:
                var removed = store.TryRemove(key, out var taken);
                lane.Removed(begun, key, removed, removed ? taken : Operation.Untold);
                break;
            case < 64:
                lane.ComparedAndRemoved(begun, key, values[key], store.TryRemove(key, values[key]));
                break;
            case < 80:
                lane.ComparedAndSet(begun, key, values[key], value, store.TryUpdate(key, value, values[key]));
                break;
            case < 98:
                Load(lane, begun, key, value);
                break;
            case 98:
                store.Clear();
                lane.Cleared(begun);
                break;
            default:
                clock?.Advance(LongestStep * chance.NextDouble());
                break;
        }
    }

    private void Load(HistoryLane lane, long begun, int key, long value)
    {
        long? made = null;
        var seen = store.GetOrAdd(key, () =>
        {
            made = lane.Begin();
            return value;
        });
        lane.Loaded(begun, key, seen, made);
    }
}
