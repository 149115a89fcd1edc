using System.Diagnostics.CodeAnalysis;
using Larder.Engine.Flights;
using Larder.Invalidation;
using Larder.Memory;
using Larder.Tiers;
using Larder.Writing;

namespace Larder.Reading;

/// <content>Look-ups in a cache with a tier beyond memory: what memory lacks may be there.</content>
internal sealed partial class ReadPath
{
    /// <summary>Looks up by characters: a string is made of them only when memory has nothing.</summary>
    internal ValueTask<CacheResult<T>> TryGetAsync<T>(
        ReadOnlySpan<char> key, CacheEntryOptions? options, CancellationToken cancellationToken)
    {
        lifetime.Check();
        if (!ReadsMemory(options))
        {
            return TryGetAsync<T>(new string(key), options, cancellationToken);
        }

        var result = memory.TryHit<T>(key, out _, out var seen) || seen is not null ? Describe<T>(seen, options) : default;
        return result.Found || far is null
            ? new ValueTask<CacheResult<T>>(result)
            : LookAsync<T>(far, new string(key), options, seen, cancellationToken);
    }

    /// <summary>Whether there is a fresh value, in whichever tier.</summary>
    internal ValueTask<bool> ExistsAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Exists(key) || far is null
            ? new ValueTask<bool>(Exists(key))
            : far.ExistsAsync(key, resolver.Defaults.Payload, cancellationToken);
    }

    /// <summary>Looks many keys up: those that memory lacks in one round trip.</summary>
    internal async ValueTask<Dictionary<string, CacheResult<T>>> TryGetManyAsync<T>(
        IReadOnlyCollection<string> keys, CacheEntryOptions? call, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, CacheResult<T>>(keys.Count, StringComparer.Ordinal);
        var open = new List<(string Key, Slot? Seen)>();
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            CheckCall(key, cancellationToken);
            Slot? seen = null;
            var result = ReadsMemory(call) && (memory.TryHit<T>(key, out _, out seen) || seen is not null)
                ? Describe<T>(seen, call)
                : default;
            if (result.Found)
            {
                found.Add(key, result);
            }
            else
            {
                open.Add((key, seen));
            }
        }

        if (far is not null && open.Count > 0 && (resolver.Resolve(call).Tiers & CacheTiers.ReadShared) != 0)
        {
            await LookManyAsync(far, open, resolver.Resolve(call), found, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    private async ValueTask<CacheResult<T>> LookAsync<T>(
        FarTier beyond, string key, CacheEntryOptions? call, Slot? seen, CancellationToken cancellationToken)
    {
        CheckCall(key, cancellationToken);
        var options = resolver.Resolve(call);
        if ((options.Tiers & CacheTiers.ReadShared) == 0)
        {
            return default;
        }

        if (EnterLook<T>(key, seen, options, out var flight))
        {
            loader.StartLook(flight, beyond);
        }
        else if (flight is null)
        {
            // Somebody makes the value, which takes longer than to look; what is found then is not put into memory.
            return Describe(key, options, await beyond.ReadAsync<T>(key, options.Payload, TierPatience.Hard, cancellationToken).ConfigureAwait(false));
        }

        try
        {
            var outcome = await AwaitAsync(flight, new Wait(options, settings.Time, cancellationToken)).ConfigureAwait(false);
            return outcome.Kind == OutcomeKind.StandIn
                ? new CacheResult<T>(true, outcome.Value, CacheTier.Memory, true, TimeSpan.Zero, 0)
                : Describe(key, options, flight.Far);
        }
        catch (CacheTimeoutException)
        {
            return default; // a tier that is too slow has nothing
        }
    }

    /// <summary>Begins a look into the tier, or joins one.</summary>
    /// <returns>Whether it is to be started. With no flight, neither was possible.</returns>
    private bool EnterLook<T>(string key, Slot? seen, ResolvedOptions options, [NotNullWhen(true)] out LoadFlight<T>? flight)
    {
        var candidate = new LoadFlight<T>(key, options, InvalidationEpoch.Current, isRefresh: false) { IsLook = true };
        var start = memory.Begin(key, seen, evenIfPresent: (options.Tiers & CacheTiers.ReadMemory) == 0, candidate, out var joined, out _);
        flight = candidate;
        if (start == FlightStart.Leads)
        {
            return true;
        }

        candidate.Dispose();
        flight = joined is LoadFlight<T> { IsLook: true } look && look.TryJoin(options.Tiers) ? look : null;
        return false;
    }

    private async ValueTask LookManyAsync<T>(
        FarTier beyond,
        List<(string Key, Slot? Seen)> open,
        ResolvedOptions options,
        Dictionary<string, CacheResult<T>> found,
        CancellationToken cancellationToken)
    {
        var flights = new LoadFlight<T>?[open.Count];
        for (var i = 0; i < flights.Length; i++)
        {
            flights[i] = EnterLook<T>(open[i].Key, open[i].Seen, options, out var flight) ? flight : null;
            if (flights[i] is null && flight is not null)
            {
                Leave(flight); // joined a look of somebody else: ours brings the same
            }
        }

        try
        {
            var reads = await beyond.ReadManyAsync<T>(open.ConvertAll(static each => each.Key), options.Payload, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < reads.Length; i++)
            {
                if (flights[i] is { } flight)
                {
                    loader.Settle(beyond, flight, reads[i]);
                }

                if (Describe(open[i].Key, options, reads[i]) is { Found: true } result)
                {
                    found[open[i].Key] = result;
                }
            }
        }
        finally
        {
            foreach (var flight in flights.OfType<LoadFlight<T>>())
            {
                memory.Abandon(flight);
                flight.EndWithoutValue(); // says nothing where it has ended already
                flight.Dispose();
            }
        }
    }

    /// <summary>What a caller may have of what the tier holds.</summary>
    private CacheResult<T> Describe<T>(string key, ResolvedOptions options, in FarRead<T> read)
    {
        var mayBeStale = read.State == FarState.Stale && IsWithin(options.StaleFor, -read.FreshFor.Ticks);
        if (read.State != FarState.Fresh && !mayBeStale)
        {
            return default;
        }

        var version = read.Fence > 0 ? read.Fence : memory.Peek(key)?.Version ?? 0;
        TimeSpan? left = read.FreshFor == CacheEntryOptions.Forever ? null : read.FreshFor;
        return new(true, read.Value, CacheTier.Shared, mayBeStale, mayBeStale ? TimeSpan.Zero : left, version);
    }

    /// <summary>Whether a stale value of the tier, which memory does not keep, may stand in for a load.</summary>
    private bool MaySpareHelpOut<T>(LoadFlight<T> flight, ResolvedOptions options, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (flight.Spare is not { } spare || (options.Tiers & CacheTiers.ReadShared) == 0)
        {
            return false;
        }

        value = spare.Value;
        return memory.Judge(spare, out var staleFor) != SlotState.Gone && MayHelpOut(options, staleFor);
    }
}
