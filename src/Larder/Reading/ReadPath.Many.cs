using Larder.Invalidation;
using Larder.Memory;

namespace Larder.Reading;

/// <content>Many keys at once: one factory for all that is missing, and still one load for each key.</content>
internal sealed partial class ReadPath
{
    internal async ValueTask<IReadOnlyDictionary<string, T>> GetOrCreateManyAsync<TState, T>(
        IReadOnlyCollection<string> keys,
        TState state,
        Func<TState, IReadOnlyList<string>, CancellationToken, ValueTask<IReadOnlyDictionary<string, T>>> factory,
        CacheEntryOptions? call,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(factory);
        foreach (var key in keys)
        {
            CheckCall(key, cancellationToken);
        }

        // Before any load is begun: one that is begun and never run would be waited for without an end.
        if (keys.FirstOrDefault(key => LoadScope.IsLoading(memory, key)) is { } own)
        {
            Throw.OwnKeyInFactory(own);
        }

        var options = resolver.Resolve(call);
        var found = new Dictionary<string, T>(keys.Count, StringComparer.Ordinal);
        var open = TakeHits(keys, options, found);
        var wait = new Wait(options, settings.Time, cancellationToken);
        for (var turn = 0; turn < MostTurns && open.Count > 0; turn++)
        {
            var epoch = InvalidationEpoch.Current;
            var (led, waited, again) = EnterAll(open, options, epoch, found);
            if (led.Count > 0)
            {
                loader.StartMany(led, options, state, factory);
            }

            // A batch waits for others only once its own factory runs: two batches that need each other's keys both end.
            await CollectAsync(led, waited, epoch, wait, found, again).ConfigureAwait(false);
            open = again;
        }

        if (open.Count > 0)
        {
            var epoch = InvalidationEpoch.Current;
            var apart = open.Keys.Select(key => new LoadFlight<T>(key, options, epoch, isRefresh: false)).ToList();
            loader.StartMany(apart, options, state, factory);
            await CollectAsync(apart, [], epoch, wait, found, again: []).ConfigureAwait(false);
        }

        return found;
    }

    private async ValueTask CollectAsync<T>(
        List<LoadFlight<T>> led,
        List<LoadFlight<T>> waited,
        long epoch,
        Wait wait,
        Dictionary<string, T> found,
        Dictionary<string, Slot?> again)
    {
        LoadFlight<T>[] flights = [.. led, .. waited];
        for (var i = 0; i < flights.Length; i++)
        {
            var flight = flights[i];
            try
            {
                var outcome = await AwaitAsync(flight, wait).ConfigureAwait(false);
                if (outcome.IsUsableSince(epoch, memory.Tags, flight))
                {
                    found[flight.Key] = outcome.Value;
                }
                else if (outcome.Kind != OutcomeKind.None || i >= led.Count)
                {
                    again.Add(flight.Key, null);
                }
            }
            catch
            {
                foreach (var other in flights.AsSpan(i + 1))
                {
                    Leave(other);
                }

                throw;
            }
        }
    }

    private Dictionary<string, Slot?> TakeHits<T>(
        IReadOnlyCollection<string> keys, ResolvedOptions options, Dictionary<string, T> found)
    {
        var open = new Dictionary<string, Slot?>(StringComparer.Ordinal);
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            Slot? seen = null;
            if ((options.Tiers & CacheTiers.ReadMemory) != 0
                && (memory.TryHit<T>(key, out var value, out seen) || TryServeAsIs(seen, options, afterMiss: false, out value)))
            {
                found.Add(key, value!);
                continue;
            }

            CountMiss(seen, wasAskedFor: (options.Tiers & CacheTiers.ReadMemory) != 0);
            open.Add(key, seen);
        }

        return open;
    }

    /// <summary>Leads or joins the load of each key that is open; one that was written meanwhile is taken as it is.</summary>
    private (List<LoadFlight<T>> Led, List<LoadFlight<T>> Waited, Dictionary<string, Slot?> Again) EnterAll<T>(
        Dictionary<string, Slot?> open, ResolvedOptions options, long epoch, Dictionary<string, T> found)
    {
        var led = new List<LoadFlight<T>>();
        var waited = new List<LoadFlight<T>>();
        var again = new Dictionary<string, Slot?>(StringComparer.Ordinal);
        foreach (var (key, before) in open)
        {
            var seen = before;
            switch (Enter<T>(key, ref seen, options, epoch, out var flight))
            {
                case Entry.Leads:
                    led.Add(flight!);
                    break;
                case Entry.Waits:
                    waited.Add(flight!);
                    break;
                case Entry.Apart: // loaded as another type at this moment: with the others, and not kept
                    led.Add(new LoadFlight<T>(key, options, epoch, isRefresh: false));
                    break;
                case Entry.Again when TryServeAsIs<T>(seen, options, afterMiss: true, out var value):
                    found[key] = value!;
                    break;
                default:
                    again.Add(key, seen);
                    break;
            }
        }

        return (led, waited, again);
    }

    /// <summary>Serves a slot if nothing has to be begun for it: many keys are not refreshed one by one.</summary>
    private bool TryServeAsIs<T>(Slot? seen, ResolvedOptions options, bool afterMiss, out T? value)
    {
        value = default;
        if (seen is not Slot<T> slot)
        {
            return false;
        }

        value = slot.Value;
        switch (memory.Judge(slot, out var staleFor))
        {
            case SlotState.Fresh or SlotState.RefreshDue:
                return true;
            case SlotState.Held when MayHelpOut(options, staleFor):
                CountStale(isStale: true, afterMiss);
                return true;
            default:
                return false;
        }
    }
}
