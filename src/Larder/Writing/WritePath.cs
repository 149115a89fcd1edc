using Larder.Invalidation;
using Larder.Memory;

namespace Larder.Writing;

/// <summary>Everything that changes a cache on behalf of a caller: memory first, then the news to the other processes.</summary>
/// <remarks>
/// With a tier beyond memory <see cref="TieredWrites"/> does it. A caller who is told that a call has ended finds its effect in this
/// process, and in every other that the bus has reached by then.
/// </remarks>
internal sealed class WritePath(
    CacheLifetime lifetime, MemoryTier memory, TieredWrites? tiered, OptionsResolver resolver, InvalidationNews news)
{
    internal ValueTask<CacheWriteResult> SetAsync<T>(
        string key, T value, CacheEntryOptions? options, CancellationToken cancellationToken)
    {
        Begin(key, cancellationToken);
        var resolved = resolver.Resolve(options);
        if (tiered is not null)
        {
            return tiered.SetAsync(key, value, resolved);
        }

        var result = WriteToMemory(key, value, resolved);
        memory.Counters.CountSets(1);
        return news.IsHeard
            ? TellThenReturnAsync(CacheInvalidationKind.Set, key, result, cancellationToken)
            : new ValueTask<CacheWriteResult>(result);
    }

    internal async ValueTask<CacheWriteResult> SetManyAsync<T>(
        IReadOnlyCollection<KeyValuePair<string, T>> values, CacheEntryOptions? options, CancellationToken cancellationToken)
    {
        // All or nothing, as far as it can be known beforehand: no key is written before each has been looked at.
        foreach (var (key, _) in values)
        {
            Begin(key, cancellationToken);
        }

        var resolved = resolver.Resolve(options);
        if (tiered is not null)
        {
            return await tiered.SetManyAsync(values, resolved).ConfigureAwait(false);
        }

        var result = default(CacheWriteResult);
        foreach (var (key, value) in values)
        {
            result = WriteToMemory(key, value, resolved);
        }

        memory.Counters.CountSets(values.Count);
        foreach (var (key, _) in values)
        {
            await news.TellAsync(CacheInvalidationKind.Set, key, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>
    /// Writes a value if the key has a version, or if it has none and the version is zero. A value that is not to be kept
    /// leaves nothing.
    /// </summary>
    internal async ValueTask<CacheWriteResult> TryUpdateAsync<T>(
        string key, long expectedVersion, T value, CacheEntryOptions? options, CancellationToken cancellationToken)
    {
        Begin(key, cancellationToken);
        var resolved = resolver.Resolve(options);
        if (tiered is { ComparesVersions: true })
        {
            return await tiered.TryUpdateAsync(key, expectedVersion, value, resolved).ConfigureAwait(false);
        }

        var kept = KeptIn(resolved, value is null);

        var written = 0L;
        bool done;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();

            // What takes the place of a value is as true as the tags were when that value was looked at: noted before.
            var stamp = expectedVersion == 0 ? Slot.Unstamped : InvalidationEpoch.Current;
            var seen = memory.Peek(key);
            var version = seen is not null && memory.IsFresh(seen) ? seen.Version : 0;
            if (version != expectedVersion)
            {
                return new CacheWriteResult(CacheTiers.None, CacheTiers.WriteMemory, 0);
            }

            // It fails as well when what was seen was worth nothing and has left by itself: then there is nothing still. Each
            // turn means that somebody got through, or that an entry left.
            if (kept == CacheTiers.None)
            {
                done = memory.TryDrop(key, seen);
                continue;
            }

            written = memory.TryReplace(key, seen, value, SlotTerms.Of(resolved, value is null, stamp));
            done = written != 0;
        }
        while (!done);

        memory.Counters.CountSets(1);
        var further = tiered is null ? default : await tiered.FollowAsync(key, value, resolved).ConfigureAwait(false);
        await news.TellAsync(CacheInvalidationKind.Set, key, cancellationToken).ConfigureAwait(false);
        return new CacheWriteResult(kept | further.Written, further.Failed, written);
    }

    /// <summary>
    /// Adds to a number; one that is missing, or is no number, counts as zero and lives as the options say. A sum that is not
    /// to be kept leaves nothing.
    /// </summary>
    internal async ValueTask<long> IncrementAsync(
        string key, long by, CacheEntryOptions? options, CancellationToken cancellationToken)
    {
        Begin(key, cancellationToken);
        var resolved = resolver.Resolve(options);
        if (tiered is { ComparesVersions: true })
        {
            return await tiered.IncrementAsync(key, by, resolved, cancellationToken).ConfigureAwait(false);
        }

        var kept = KeptIn(resolved, isNull: false);
        long sum;
        while (true)
        {
            // Each turn means that another writer of the key got through.
            cancellationToken.ThrowIfCancellationRequested();
            var terms = SlotTerms.Of(resolved, isNull: false, Slot.Unstamped);
            var seen = memory.Peek(key);
            sum = by;
            if (seen is Slot<long> number && memory.IsFresh(number)
                && memory.MayBeFreshFor(number) is var left && left != TimeSpan.Zero)
            {
                sum = checked(number.Value + by);
                terms = LikeThoseOf(number, left, terms);
            }

            var isDone = kept == CacheTiers.None
                ? memory.TryDrop(key, seen)
                : memory.TryReplace(key, seen, sum, terms) != 0;
            if (isDone)
            {
                break;
            }
        }

        memory.Counters.CountSets(1);
        if (tiered is not null)
        {
            await tiered.FollowAsync(key, sum, resolved).ConfigureAwait(false);
        }

        await news.TellAsync(CacheInvalidationKind.Set, key, cancellationToken).ConfigureAwait(false);
        return sum;
    }

    internal ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken)
    {
        Begin(key, cancellationToken);
        if (tiered is not null)
        {
            return tiered.RemoveAsync(key);
        }

        var removed = memory.Remove(key);
        memory.Counters.CountDeletes(removed ? 1 : 0);
        return news.IsHeard
            ? TellThenReturnAsync(CacheInvalidationKind.Remove, key, removed, cancellationToken)
            : new ValueTask<bool>(removed);
    }

    internal async ValueTask<long> RemoveManyAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            Begin(key, cancellationToken);
        }

        var removed = 0L;
        foreach (var key in keys)
        {
            removed += await RemoveAsync(key, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return removed;
    }

    internal ValueTask<bool> ExpireAsync(string key, CancellationToken cancellationToken)
    {
        Begin(key, cancellationToken);
        if (tiered is not null)
        {
            return tiered.ExpireAsync(key);
        }

        var expired = memory.Expire(key);
        return news.IsHeard
            ? TellThenReturnAsync(CacheInvalidationKind.Expire, key, expired, cancellationToken)
            : new ValueTask<bool>(expired);
    }

    internal ValueTask InvalidateTagsAsync(
        IReadOnlyList<string> tags, TagMatch match, bool keepStale, CancellationToken cancellationToken)
    {
        lifetime.Check();
        ArgumentNullException.ThrowIfNull(tags);
        cancellationToken.ThrowIfCancellationRequested();
        var faults = new List<string>();
        OptionFaults.OfTags(faults, tags);
        if (faults.Count > 0)
        {
            Throw.BadTags(faults);
        }

        if (tags.Count == 0)
        {
            return ValueTask.CompletedTask;
        }

        if (tiered is not null)
        {
            return tiered.InvalidateTagsAsync(tags, match, keepStale);
        }

        memory.InvalidateTags(tags, match, keepStale);
        return news.TellTagsAsync(tags, match, keepStale, cancellationToken);
    }

    internal async ValueTask<long> RemoveMatchingAsync(string pattern, CancellationToken cancellationToken)
    {
        lifetime.Check();
        CacheText.Check("pattern", pattern, nameof(pattern));
        cancellationToken.ThrowIfCancellationRequested();
        if (tiered is not null)
        {
            return await tiered.RemoveMatchingAsync(pattern).ConfigureAwait(false);
        }

        var removed = memory.RemoveMatching(KeyPattern.Parse(pattern));
        memory.Counters.CountDeletes(removed);
        await news.TellPatternAsync(pattern, cancellationToken).ConfigureAwait(false);
        return removed;
    }

    internal async ValueTask<bool> ClearAsync(CancellationToken cancellationToken)
    {
        lifetime.Check();
        cancellationToken.ThrowIfCancellationRequested();
        if (tiered is not null)
        {
            return await tiered.ClearAsync().ConfigureAwait(false);
        }

        memory.Clear();
        await news.TellClearAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The terms of a sum: they are those of the number it was made of.</summary>
    private static SlotTerms LikeThoseOf(Slot<long> number, TimeSpan? left, in SlotTerms terms) => terms with
    {
        FreshFor = left ?? CacheEntryOptions.Forever,
        Sliding = TimeSpan.FromTicks(number.Details is { } known ? known.Sliding + known.StoreSliding : 0), // one of them is 0
        Jitter = default,
        Tags = number.Tags,
        Stamp = number.Stamp,
    };

    /// <summary>Which tiers shall keep a value: none, when a null is not to be kept.</summary>
    private static CacheTiers KeptIn(ResolvedOptions options, bool isNull) =>
        isNull && options.Nulls == NullPolicy.Skip ? CacheTiers.None : options.Tiers & CacheTiers.WriteMemory;

    private CacheWriteResult WriteToMemory<T>(string key, T value, ResolvedOptions options)
    {
        var kept = KeptIn(options, value is null);
        if (kept == CacheTiers.None)
        {
            // Whatever memory holds is no longer true, even though the new value is not to be kept there.
            memory.Remove(key);
            return new CacheWriteResult(CacheTiers.None, CacheTiers.None, 0);
        }

        var version = memory.Set(key, value, SlotTerms.Of(options, value is null, Slot.Unstamped));
        return new CacheWriteResult(kept, CacheTiers.None, version);
    }

    private void Begin(string key, CancellationToken cancellationToken)
    {
        CacheText.CheckKey(key);
        lifetime.Check();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async ValueTask<TResult> TellThenReturnAsync<TResult>(
        CacheInvalidationKind kind, string key, TResult result, CancellationToken cancellationToken)
    {
        await news.TellAsync(kind, key, cancellationToken).ConfigureAwait(false);
        return result;
    }
}
