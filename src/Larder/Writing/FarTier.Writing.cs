using System.Buffers;
using Larder.Invalidation;
using Larder.Serialization;
using Larder.Tiers;

namespace Larder.Writing;

/// <content>Writing: what fails is owed, and taken away when the tier is back.</content>
internal sealed partial class FarTier
{
    private const int KeysAtOnce = 100;

    private const int MostPages = 100_000;

    /// <summary>Writes a value that a caller sets, whatever was there.</summary>
    /// <exception cref="CacheSerializationException">It cannot become bytes; nothing was written.</exception>
    internal async ValueTask<FarWrite> SetAsync<T>(string key, T value, FarTerms terms)
    {
        if (!TryEncode(key, value, terms, out var payload))
        {
            return await RemoveAsync(key).ConfigureAwait(false) is null ? new(FarOutcome.Failed) : default;
        }

        if (terms.Tags.Length > 0)
        {
            if (await StampAsync(terms.Tags, terms.StaleWindow, CancellationToken.None).ConfigureAwait(false) is not { } stamps)
            {
                return await RemoveAsync(key).ConfigureAwait(false) is null ? new(FarOutcome.Failed) : default;
            }

            TryEncode(key, value, terms with { TagVersions = stamps }, out payload);
        }

        var answer = await _tier.SetAsync(key, Sequence(payload), terms.TimeToLive, CancellationToken.None).ConfigureAwait(false);
        return Settled(key, answer.Outcome) ? new(FarOutcome.Taken, HasVersions ? answer.Value : 0) : new(FarOutcome.Failed);
    }

    /// <summary>Makes sure that all values can become bytes, before any is written.</summary>
    /// <exception cref="CacheSerializationException">One cannot.</exception>
    internal void CheckAll<T>(IEnumerable<KeyValuePair<string, T>> values, FarTerms terms)
    {
        foreach (var (key, value) in values)
        {
            TryEncode(key, value, terms, out _);
        }
    }

    /// <summary>Writes many values that a caller sets, in one round trip.</summary>
    internal async ValueTask<FarWrite> SetManyAsync<T>(IReadOnlyCollection<KeyValuePair<string, T>> values, FarTerms terms)
    {
        var stamps = await StampAsync(terms.Tags, terms.StaleWindow, CancellationToken.None).ConfigureAwait(false);
        var writes = new List<TierWrite>(values.Count);
        var gone = new List<string>();
        foreach (var (key, value) in values)
        {
            if (stamps is not null && TryEncode(key, value, terms with { TagVersions = stamps }, out var payload))
            {
                writes.Add(new TierWrite(key, Sequence(payload), terms.TimeToLive));
            }
            else
            {
                gone.Add(key);
            }
        }

        if (gone.Count > 0 && (await RemoveManyAsync(gone).ConfigureAwait(false)).Outcome == FarOutcome.Failed)
        {
            writes.ForEach(write => Debts.Add(write.Key));
            return new FarWrite(FarOutcome.Failed);
        }

        var outcome = (await _tier.SetManyAsync(writes, CancellationToken.None).ConfigureAwait(false)).Outcome;
        return !Settled(writes.Select(static write => write.Key), outcome) ? new(FarOutcome.Failed)
            : gone.Count == 0 ? new(FarOutcome.Taken)
            : default;
    }

    internal async ValueTask<FarWrite> RemoveManyAsync(IReadOnlyList<string> keys)
    {
        var answer = await _tier.RemoveManyAsync(keys, CancellationToken.None).ConfigureAwait(false);
        return Settled(keys, answer.Outcome) ? default : new(FarOutcome.Failed);
    }

    /// <summary>Writes a value if the key still has a version; 0 for none.</summary>
    internal async ValueTask<FarWrite> TrySetAsync<T>(string key, long expected, T value, FarTerms terms)
    {
        var stamps = terms.TagVersions ?? await StampAsync(terms.Tags, terms.StaleWindow, CancellationToken.None).ConfigureAwait(false);
        if (Debts.Owes(key) || stamps is null || !TryEncode(key, value, terms with { TagVersions = stamps }, out var payload))
        {
            return new FarWrite(FarOutcome.Failed);
        }

        // When it fails it may have been written all the same, and then memory does not know: it is owed. A tier that was not
        // even asked has what it had, and memory is not changed, either.
        var answer = await _tier.TrySetAsync(key, expected, Sequence(payload), terms.TimeToLive, CancellationToken.None).ConfigureAwait(false);
        return answer.Outcome == TierOutcome.Spared || !Settled(key, answer.Outcome) ? new(FarOutcome.Failed)
            : answer.Value == 0 ? new(FarOutcome.Overtaken)
            : new(FarOutcome.Taken, answer.Value);
    }

    /// <summary>Writes what a load brought, over what was there before its factory ran and nothing else.</summary>
    internal async ValueTask<FarWrite> WriteLoadedAsync<T>(string key, T value, FarTerms terms, long fence)
    {
        var isFenced = IsFenced && terms.Format == PayloadFormat.Envelope;
        if (Debts.Owes(key) || (isFenced && fence <= 0) || !TryEncode(key, value, terms, out var payload))
        {
            return default;
        }

        var answer = isFenced
            ? await _tier.TrySetAsync(key, fence, Sequence(payload), terms.TimeToLive, CancellationToken.None).ConfigureAwait(false)
            : await _tier.SetAsync(key, Sequence(payload), terms.TimeToLive, CancellationToken.None).ConfigureAwait(false);
        return !IsAnswered(answer.Outcome) ? new(FarOutcome.Failed)
            : isFenced && answer.Value == 0 ? new(FarOutcome.Overtaken)
            : new(FarOutcome.Taken, HasVersions ? answer.Value : 0);
    }

    /// <summary>Makes sure that whatever changes a key from now on is seen when its load writes.</summary>
    /// <returns>The version to write over; <see cref="NoFence"/> when the load must not write.</returns>
    internal async ValueTask<long> FenceAsync(string key, long fence, PayloadFormat format, CancellationToken cancellationToken)
    {
        if (!IsFenced || format == PayloadFormat.Raw || fence != 0)
        {
            return fence;
        }

        var promise = await PromiseAsync(key, cancellationToken).ConfigureAwait(false);
        if (promise.Outcome != FarOutcome.Overtaken)
        {
            return promise.Outcome == FarOutcome.Taken ? promise.Version : NoFence;
        }

        // Somebody was faster: what is there now fences as well, for the factory has not run yet.
        using var now = await _tier.GetAsync(key, TierPatience.Hard, cancellationToken).ConfigureAwait(false);
        return IsAnswered(now.Outcome) && now.Entry is { Found: true, Version: > 0 } ? now.Entry.Version : NoFence;
    }

    /// <summary>Leaves a promise where nothing is, over which a value can be written later.</summary>
    internal ValueTask<FarWrite> PromiseAsync(string key, CancellationToken cancellationToken = default) =>
        PromiseOverAsync(key, 0, cancellationToken);

    /// <summary>Takes the value of a version away, and nothing else.</summary>
    internal ValueTask<FarWrite> RetractAsync(string key, long version) => PromiseOverAsync(key, version, CancellationToken.None);

    private async ValueTask<FarWrite> PromiseOverAsync(string key, long version, CancellationToken cancellationToken)
    {
        var promise = await _tier.TrySetAsync(key, version, Sequence(EnvelopeLayout.Promise), PromiseKept, cancellationToken).ConfigureAwait(false);
        return !IsAnswered(promise.Outcome) ? new(FarOutcome.Failed)
            : promise.Value == 0 ? new(FarOutcome.Overtaken)
            : new(FarOutcome.Taken, promise.Value);
    }

    /// <summary>Whether a value on such terms can be brought to the tier over a promise.</summary>
    internal bool CanKeep(in FarTerms terms) =>
        terms.Format == PayloadFormat.Envelope && MayBeThere(terms.Tags);

    /// <summary>Writes over a promise what the tier missed.</summary>
    internal async ValueTask<FarWrite> WriteLateAsync<T>(string key, long promise, T value, FarTerms terms)
    {
        if (!TryEncode(key, value, terms, out var payload))
        {
            return default;
        }

        var answer = await _tier.TrySetAsync(key, promise, Sequence(payload), terms.TimeToLive, CancellationToken.None).ConfigureAwait(false);
        return !Settled(key, answer.Outcome) ? new(FarOutcome.Failed)
            : answer.Value == 0 ? new(FarOutcome.Overtaken)
            : new(FarOutcome.Taken, answer.Value);
    }

    /// <returns>Whether there was something; null when the tier failed.</returns>
    internal async ValueTask<bool?> RemoveAsync(string key)
    {
        var answer = await _tier.RemoveAsync(key, CancellationToken.None).ConfigureAwait(false);
        return Settled(key, answer.Outcome) ? answer.Value : null;
    }

    /// <summary>Makes what the tier holds stale, where it can hold something stale at all; else takes it away.</summary>
    internal async ValueTask<bool> ExpireAsync(string key)
    {
        if (HasVersions && !Debts.Owes(key))
        {
            using var read = await _tier.GetAsync(key, TierPatience.Hard, CancellationToken.None).ConfigureAwait(false);
            var envelope = read.Bytes.ToArray();
            if (IsAnswered(read.Outcome) && read.Entry.Found && PayloadCodec.TryExpire(key, envelope, NowMs, out var window))
            {
                var left = read.Entry.ExpiresIn is { } kept && kept < window ? kept : window;
                var answer = await _tier.TrySetAsync(key, read.Entry.Version, Sequence(envelope), left, CancellationToken.None).ConfigureAwait(false);
                if (IsAnswered(answer.Outcome) && answer.Value > 0)
                {
                    return true;
                }
            }
        }

        return await RemoveAsync(key).ConfigureAwait(false) == true;
    }

    /// <returns>Whether it is empty now.</returns>
    internal async ValueTask<bool> ClearAsync()
    {
        var before = Debts.Now;
        if (IsAnswered((await _tier.ClearAsync(CancellationToken.None).ConfigureAwait(false)).Outcome))
        {
            Debts.SettleAll(before);
            return true;
        }

        Debts.AddAll();
        return false;
    }

    /// <summary>Removes what matches; everything, where the tier cannot list its keys.</summary>
    /// <returns>How many there were, and whether the tier has none of them any more.</returns>
    internal async ValueTask<(long Removed, bool AreGone)> RemoveMatchingAsync(KeyPattern pattern)
    {
        if (!_tier.Can(TierCapabilities.Scan))
        {
            return (0, await ClearAsync().ConfigureAwait(false));
        }

        var removed = 0L;
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var listed = await _tier.ScanAsync("", cursor, KeysAtOnce, CancellationToken.None).ConfigureAwait(false);
            if (!IsAnswered(listed.Outcome))
            {
                break;
            }

            string[] matching = [.. listed.Value.Keys.Where(key => pattern.Matches(key))];
            if (matching.Length > 0)
            {
                var answer = await _tier.RemoveManyAsync(matching, CancellationToken.None).ConfigureAwait(false);
                if (!Settled(matching, answer.Outcome))
                {
                    break;
                }

                removed += answer.Value;
            }

            cursor = listed.Value.Next;
            if (cursor is null)
            {
                return (removed, true);
            }
        }

        Debts.AddAll(); // nobody knows which of them are left
        return (removed, false);
    }

    /// <summary>Whether a write of a key has been answered; if not, it is owed.</summary>
    private bool Settled(string key, TierOutcome outcome)
    {
        if (IsAnswered(outcome))
        {
            Debts.Settle(key);
            return true;
        }

        Debts.Add(key, isDoubtful: outcome == TierOutcome.TooSlow);
        return false;
    }

    private bool Settled(IEnumerable<string> keys, TierOutcome outcome)
    {
        if (IsAnswered(outcome))
        {
            foreach (var key in keys)
            {
                Debts.Settle(key);
            }

            return true;
        }

        foreach (var key in keys)
        {
            Debts.Add(key, isDoubtful: outcome == TierOutcome.TooSlow);
        }

        return false;
    }

    /// <summary>Makes bytes of a value. False when it does not go to the tier.</summary>
    private bool TryEncode<T>(string key, T value, in FarTerms terms, out byte[] payload)
    {
        payload = [];
        if (!MayBeThere(terms.Tags))
        {
            return false; // nobody could tell later whether its tags still hold
        }

        // Only before the factory ran could it be stamped; by now it may have been given a window, or lost the one it had.
        var stamps = terms.TagVersions ?? [];
        var names = stamps.Length > terms.Tags.Length ? TagNames.Of(terms.Tags, terms.StaleWindow) : terms.Tags;
        var facts = new PayloadFacts
        {
            CreatedMs = NowMs,
            DeadlineMs = terms.FreshFor.TotalMilliseconds < MostMs ? NowMs + (long)terms.FreshFor.TotalMilliseconds : PayloadFacts.Never,
            StaleWindowMs = (long)Math.Min(terms.StaleWindow.TotalMilliseconds, MostMs),
            Tags = names,
            TagVersions = stamps[Math.Max(0, stamps.Length - names.Length)..],
            ETag = terms.ETag,
            LastModified = terms.LastModified,
        };
        var verdict = _codec.Encode(key, value, facts, terms.Format, out payload);
        if (verdict == EncodeVerdict.TooLarge)
        {
            _counters.CountTooLarge();
            Log.TooLarge(key);
        }

        return verdict == EncodeVerdict.Made;
    }

    private static ReadOnlySequence<byte> Sequence(byte[] payload) => new(payload);
}
