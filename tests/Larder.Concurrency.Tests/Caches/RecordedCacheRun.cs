using Larder.Concurrency.Tests.Histories;
using Larder.Testing;

namespace Larder.Concurrency.Tests.Caches;

/// <summary>Several threads that ask a real cache for this and that, and write down what they were answered.</summary>
/// <param name="cache">The cache, empty.</param>
/// <param name="keys">How many keys they share.</param>
/// <param name="operations">How many calls each thread makes.</param>
internal sealed class RecordedCacheRun(LarderCache cache, int keys, int operations)
{
    internal const int Threads = 4;

    // Every value carries it, so that removing by it is clearing in another way.
    private const string Everything = "everything";

    private static readonly CacheEntryOptions Tagged = new() { Tags = [Everything] };

    // An update is two calls: a look-up for the version, and the write.
    private readonly History _history = new(Threads, operations * 2);

    /// <summary>Runs the threads to their end and returns what they wrote down.</summary>
    internal IReadOnlyList<Operation> Record(SeededRandom random)
    {
        ThreadTeam.Run(Threads, random, (lane, chance) =>
        {
            for (var i = 0; i < operations; i++)
            {
                var key = chance.Next(keys);
                Ask(_history[lane], key, (((long)key * Threads) + lane) * (operations + 1) + i + 1, chance);
            }
        });
        return _history.Operations();
    }

    private void Ask(HistoryLane lane, int key, long value, SeededRandom chance)
    {
        var name = $"key:{key}";
        switch (chance.Next(100))
        {
            case < 15:
                var begun = lane.Begin();
                var found = cache.TryGetLocal<long>(name, out var seen);
                lane.Got(begun, key, found ? seen : null);
                break;
            case < 25:
                begun = lane.Begin();
                var result = Wait(cache.TryGetAsync<long>(name));
                lane.Got(begun, key, result.Found ? result.Value : null);
                break;
            case < 40:
                begun = lane.Begin();
                Wait(cache.SetAsync(name, value, Tagged));
                lane.Set(begun, key, value);
                break;
            case < 48:
                begun = lane.Begin();
                lane.Removed(begun, key, Wait(cache.RemoveAsync(name)));
                break;
            case < 55:
                begun = lane.Begin();
                lane.AddedIfAbsent(begun, key, value, Wait(cache.TryUpdateAsync(name, 0, value, Tagged)).Succeeded);
                break;
            case < 68:
                Update(lane, key, name, value);
                break;
            case < 97:
                Load(lane, key, name, value);
                break;
            case 97:
                begun = lane.Begin();
                Wait(cache.ClearAsync());
                lane.Cleared(begun);
                break;
            default:
                begun = lane.Begin();
                cache.RemoveByTagAsync(Everything).AsTask().GetAwaiter().GetResult();
                lane.Cleared(begun);
                break;
        }
    }

    private void Update(HistoryLane lane, int key, string name, long value)
    {
        var asked = lane.Begin();
        var before = Wait(cache.TryGetAsync<long>(name));
        lane.Got(asked, key, before.Found ? before.Value : null);
        if (!before.Found) return;

        // Every value is written once, so the version of a value stands for the value.
        var begun = lane.Begin();
        var written = Wait(cache.TryUpdateAsync(name, before.Version, value, Tagged)).Succeeded;
        lane.ComparedAndSet(begun, key, before.Value, value, written);
    }

    private void Load(HistoryLane lane, int key, string name, long value)
    {
        long? made = null;
        var begun = lane.Begin();
        var seen = Wait(cache.GetOrCreateAsync(
            name,
            _ =>
            {
                made = lane.Begin();
                return new ValueTask<long>(value);
            },
            Tagged));
        lane.Loaded(begun, key, seen, made);
    }

    private static T Wait<T>(ValueTask<T> call) =>
        call.IsCompletedSuccessfully ? call.Result : call.AsTask().WaitAsync(WaitLimit.Default).GetAwaiter().GetResult();
}
