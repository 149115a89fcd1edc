using Larder.Invalidation;
using Larder.Memory;
using Larder.Tiers;

namespace Larder.Writing;

/// <summary>The write path of a cache with a tier beyond memory: the tier first, then memory, then the news.</summary>
/// <remarks>
/// In this order, because a load that reads the tier before the write is ended by the write to memory, and one that begins
/// later reads what was written: neither leaves the old value in memory. A tier that fails holds nothing up: memory and news
/// follow, and the key is owed. What has begun is carried through, whether or not its caller still waits: half a write would
/// leave the tiers apart.
/// </remarks>
internal sealed class TieredWrites(MemoryTier memory, FarTier far, LateWrites late, InvalidationNews news)
{
    /// <summary>Whether the tier itself compares versions, so that updates of several processes do not get lost.</summary>
    internal bool ComparesVersions => far.HasVersions;

    /// <summary>Writes to the tier what memory has taken already, where the tier compares no versions.</summary>
    internal async ValueTask<FarWrite> FollowAsync<T>(string key, T value, ResolvedOptions options)
    {
        using var stay = await far.Lanes.EnterAsync(key).ConfigureAwait(false);
        return await WriteFarAsync(key, value, options).ConfigureAwait(false);
    }

    internal async ValueTask<CacheWriteResult> SetAsync<T>(string key, T value, ResolvedOptions options)
    {
        CacheWriteResult result;
        using (await far.Lanes.EnterAsync(key).ConfigureAwait(false))
        {
            var write = await WriteFarAsync(key, value, options).ConfigureAwait(false);
            result = WriteToMemory(key, value, options, Believed(key, write));
            OfferLate(key, value, options, result);
        }

        memory.Counters.CountSets(1);
        await TellAsync(CacheInvalidationKind.Set, key).ConfigureAwait(false);
        return result;
    }

    /// <summary>Writes a value if the key has a version, as the tier sees it.</summary>
    internal async ValueTask<CacheWriteResult> TryUpdateAsync<T>(string key, long expected, T value, ResolvedOptions options)
    {
        CacheWriteResult result;
        using (await far.Lanes.EnterAsync(key).ConfigureAwait(false))
        {
            var wasOwed = far.Debts.Owes(key);
            var write = await TryWriteFarAsync(key, expected, value, options).ConfigureAwait(false);
            if (write.Outcome != FarOutcome.Taken)
            {
                if (write.Outcome == FarOutcome.Overtaken)
                {
                    memory.Remove(key); // the tier knows better than memory; one that failed knows nothing
                }
                else if (!wasOwed)
                {
                    OfferHeld<T>(key, options);
                }

                return new CacheWriteResult(CacheTiers.None, CacheTiers.WriteShared, 0);
            }

            result = WriteToMemory(key, value, options, write);
        }

        memory.Counters.CountSets(1);
        await TellAsync(CacheInvalidationKind.Set, key).ConfigureAwait(false);
        return result;
    }

    internal async ValueTask<long> IncrementAsync(string key, long by, ResolvedOptions options, CancellationToken cancellationToken)
    {
        long sum;
        using (await far.Lanes.EnterAsync(key).ConfigureAwait(false))
        {
            while (true)
            {
                // Each turn means that another process got through.
                cancellationToken.ThrowIfCancellationRequested();
                var read = await far.ReadAsync<long>(key, options.Payload, TierPatience.Hard, CancellationToken.None).ConfigureAwait(false);
                var isNumber = read.State == FarState.Fresh;
                sum = checked((isNumber ? read.Value : 0) + by);
                var terms = FarTerms.Of(options, isNull: false);
                terms = isNumber
                    ? terms with { FreshFor = read.FreshFor, Tags = read.Facts.Tags, TagVersions = read.Facts.TagVersions }
                    : terms;
                var write = read.Fence == FarTier.NoFence
                    ? new FarWrite(FarOutcome.Failed)
                    : await far.TrySetAsync(key, read.Fence, sum, terms).ConfigureAwait(false);
                if (write.Outcome == FarOutcome.Overtaken)
                {
                    continue;
                }

                if (write.Outcome == FarOutcome.Failed)
                {
                    far.Debts.Add(key); // also where the tier was not even asked: memory goes on without it
                    sum = IncrementAlone(key, by);
                }

                WriteToMemory(key, sum, options, write, isNumber ? read.FreshFor : null, isNumber ? read.Facts.Tags : null);
                break;
            }
        }

        memory.Counters.CountSets(1);
        await TellAsync(CacheInvalidationKind.Set, key).ConfigureAwait(false);
        return sum;
    }

    internal async ValueTask<CacheWriteResult> SetManyAsync<T>(
        IReadOnlyCollection<KeyValuePair<string, T>> values, ResolvedOptions options)
    {
        far.CheckAll(values, FarTerms.Of(options, isNull: false));
        var stays = await far.Lanes.EnterAllAsync(values.Select(static each => each.Key)).ConfigureAwait(false);
        var (written, failed, version) = (CacheTiers.All, CacheTiers.None, 0L);
        try
        {
            var writes = (options.Tiers & CacheTiers.WriteShared) == 0
                ? await far.RemoveManyAsync([.. values.Select(static each => each.Key)]).ConfigureAwait(false)
                : await far.SetManyAsync(values, FarTerms.Of(options, isNull: false)).ConfigureAwait(false);
            foreach (var (key, value) in values)
            {
                var result = WriteToMemory(key, value, options, Believed(key, writes));
                OfferLate(key, value, options, result);
                (written, failed, version) = (written & result.Written, failed | result.Failed, result.Version);
            }
        }
        finally
        {
            foreach (var stay in stays)
            {
                stay.Dispose();
            }
        }

        memory.Counters.CountSets(values.Count);
        foreach (var (key, _) in values)
        {
            await TellAsync(CacheInvalidationKind.Set, key).ConfigureAwait(false);
        }

        return new CacheWriteResult(values.Count == 0 ? CacheTiers.None : written, failed, version);
    }

    internal async ValueTask<bool> RemoveAsync(string key)
    {
        bool removed;
        using (await far.Lanes.EnterAsync(key).ConfigureAwait(false))
        {
            var there = await far.RemoveAsync(key).ConfigureAwait(false);
            removed = memory.Remove(key) | there == true;
        }

        memory.Counters.CountDeletes(removed ? 1 : 0);
        await TellAsync(CacheInvalidationKind.Remove, key).ConfigureAwait(false);
        return removed;
    }

    internal async ValueTask<bool> ExpireAsync(string key)
    {
        bool expired;
        using (await far.Lanes.EnterAsync(key).ConfigureAwait(false))
        {
            var there = await far.ExpireAsync(key).ConfigureAwait(false);
            expired = memory.Expire(key) | there;
        }

        await TellAsync(CacheInvalidationKind.Expire, key).ConfigureAwait(false);
        return expired;
    }

    internal async ValueTask InvalidateTagsAsync(IReadOnlyList<string> tags, TagMatch match, bool keepStale)
    {
        var knows = await far.RaiseAsync(tags, match, keepStale).ConfigureAwait(false);
        memory.InvalidateTags(tags, match, keepStale);
        await news.TellTagsAsync(tags, match, keepStale, CancellationToken.None, tierMissedIt: !knows).ConfigureAwait(false);
    }

    internal async ValueTask<long> RemoveMatchingAsync(string pattern)
    {
        var parsed = KeyPattern.Parse(pattern);
        var (there, areGone) = await far.RemoveMatchingAsync(parsed).ConfigureAwait(false);
        var removed = Math.Max(memory.RemoveMatching(parsed), there);
        memory.Counters.CountDeletes(removed);
        await news.TellPatternAsync(pattern, CancellationToken.None, tierMissedIt: !areGone).ConfigureAwait(false);
        return removed;
    }

    internal async ValueTask<bool> ClearAsync()
    {
        var isEmpty = await far.ClearAsync().ConfigureAwait(false);
        memory.Clear();
        await news.TellClearAsync(CancellationToken.None, tierMissedIt: !isEmpty).ConfigureAwait(false);
        return true;
    }

    private ValueTask TellAsync(CacheInvalidationKind kind, string key) =>
        news.TellAsync(kind, key, CancellationToken.None, tierMissedIt: far.Debts.Owes(key));

    /// <summary>What only memory took may follow to the tier when that is back.</summary>
    private void OfferLate<T>(string key, T value, ResolvedOptions options, CacheWriteResult result)
    {
        if ((options.Tiers & CacheTiers.WriteShared) != 0 && (result.Failed & CacheTiers.WriteShared) != 0
            && (result.Written & CacheTiers.WriteMemory) != 0)
        {
            late.Offer<T>(key, result.Version, FarTerms.Of(options, value is null));
        }
    }

    /// <summary>
    /// A conditional write that failed may have been done, so what the tier has is taken away there; but to callers nothing
    /// has changed, and what memory goes on to hold follows.
    /// </summary>
    private void OfferHeld<T>(string key, ResolvedOptions options)
    {
        // What slides lives one turn in a tier, and of how long that was memory knows only the rest.
        if ((options.Tiers & CacheTiers.WriteShared) != 0 && far.Debts.Owes(key)
            && memory.Peek(key) is Slot<T> { Details: null or { Sliding: 0 } } slot && memory.IsFresh(slot))
        {
            var left = memory.MayBeFreshFor(slot) ?? CacheEntryOptions.Forever;
            late.Offer<T>(key, slot.Version, new FarTerms(left, options.StaleWindow, slot.Tags, options.Payload));
        }
    }

    /// <summary>What the tier took of a key that is owed all the same is taken away again: nobody may count on it.</summary>
    private FarWrite Believed(string key, FarWrite write) =>
        write.Outcome == FarOutcome.Taken && far.Debts.Owes(key) ? new FarWrite(FarOutcome.Failed) : write;

    private static bool IsKept<T>(T value, ResolvedOptions options) => value is not null || options.Nulls != NullPolicy.Skip;

    private async ValueTask<FarWrite> WriteFarAsync<T>(string key, T value, ResolvedOptions options)
    {
        if ((options.Tiers & CacheTiers.WriteShared) != 0 && IsKept(value, options))
        {
            return await far.SetAsync(key, value, FarTerms.Of(options, value is null)).ConfigureAwait(false);
        }

        // Whatever the tier holds is no longer true, even though the new value is not to be kept there.
        return await far.RemoveAsync(key).ConfigureAwait(false) is null ? new FarWrite(FarOutcome.Failed) : default;
    }

    private async ValueTask<FarWrite> TryWriteFarAsync<T>(string key, long expected, T value, ResolvedOptions options)
    {
        var terms = FarTerms.Of(options, value is null);
        if (expected > 0)
        {
            var write = await far.TrySetAsync(key, expected, value, terms).ConfigureAwait(false);
            if (write.Outcome != FarOutcome.Overtaken || far.IsShared || !Holds(key, expected))
            {
                return write;
            }
        }
        else if (expected < 0 && !Holds(key, expected))
        {
            return new FarWrite(FarOutcome.Overtaken);
        }

        // Nothing is there, as callers see it, also when there is only a promise, or something stale. Or memory has what the
        // tier never took, or has let go of for want of room: where nobody else writes to the tier, it was not removed.
        var read = await far.ReadAsync<T>(key, options.Payload, TierPatience.Hard, CancellationToken.None).ConfigureAwait(false);
        return read.State == FarState.Fresh || read.Fence < 0
            ? new FarWrite(read.State == FarState.Unknown ? FarOutcome.Failed : FarOutcome.Overtaken)
            : await far.TrySetAsync(key, read.Fence, value, terms).ConfigureAwait(false);
    }

    /// <summary>Whether memory has a fresh value of that version.</summary>
    private bool Holds(string key, long version) =>
        memory.Peek(key) is { } slot && slot.Version == version && memory.IsFresh(slot);

    /// <summary>Adds to what memory has, while the tier cannot be asked.</summary>
    private long IncrementAlone(string key, long by) =>
        checked((memory.Peek(key) is Slot<long> number && memory.IsFresh(number) ? number.Value : 0) + by);

    private CacheWriteResult WriteToMemory<T>(
        string key, T value, ResolvedOptions options, FarWrite write, TimeSpan? left = null, string[]? tags = null)
    {
        if ((options.Tiers & CacheTiers.WriteMemory) == 0 || !IsKept(value, options))
        {
            memory.Remove(key);
            return new CacheWriteResult(write.Written, write.Failed, write.Version);
        }

        var terms = SlotTerms.Of(options, value is null, Slot.Unstamped) with { Version = write.Version };
        if (left is { } atMost)
        {
            terms = terms with { FreshFor = atMost < terms.FreshFor ? atMost : terms.FreshFor, Jitter = default };
        }

        var version = memory.Set(key, value, tags is null ? terms : terms with { Tags = tags });
        return new CacheWriteResult(CacheTiers.WriteMemory | write.Written, write.Failed, version);
    }
}
