using System.Buffers;
using Larder.Memory;
using Larder.Serialization;
using Larder.Tiers;

namespace Larder.Writing;

/// <summary>The tier beyond the memory of one cache, in values instead of bytes. It never throws what a tier throws.</summary>
/// <remarks>
/// <para>
/// A tier that fails is a miss for readers. What could not be written to it is owed (<see cref="Debts"/>), and until it is
/// paid nothing of that key is read from the tier: it may be older than what this process wrote.
/// </para>
/// <para>
/// Where a tier is shared and compares versions, what a load writes is fenced: it replaces only what was there before its
/// factory ran, be it nothing but a promise. A set, a removal or a clearing meanwhile, by whichever process, takes the fence
/// away, and the value of the load is not written over it.
/// </para>
/// <para>Invariants: immutable but for counters and debts, which are safe for all threads.</para>
/// </remarks>
internal sealed partial class FarTier : IAsyncDisposable
{
    /// <summary>Stands for a version that nobody knows.</summary>
    internal const long NoFence = -1;

    /// <summary>How long a load may take and still have its value written.</summary>
    internal static readonly TimeSpan PromiseKept = TimeSpan.FromMinutes(2);

    private readonly GuardedTier _tier;
    private readonly PayloadCodec _codec;
    private readonly CacheCounters _counters;
    private readonly TimeProvider _time;

    internal FarTier(GuardedTier tier, PayloadCodec codec, CacheCounters counters, Debts debts, TimeProvider time, FarLog log)
    {
        _tier = tier;
        _codec = codec;
        _counters = counters;
        _time = time;
        Log = log;
        Debts = debts;
        IsShared = tier.Can(TierCapabilities.Shared);
        HasVersions = tier.Can(TierCapabilities.CompareAndSet);
    }

    internal Debts Debts { get; }

    internal FarLog Log { get; }

    /// <summary>Who writes a key now, and who waits for his turn.</summary>
    internal KeyLanes Lanes { get; } = new();

    internal bool IsShared { get; }

    /// <summary>Whether entries have versions that are compared by the tier itself.</summary>
    internal bool HasVersions { get; }

    /// <summary>Whether loads write only over what was there before their factory ran.</summary>
    internal bool IsFenced => IsShared && HasVersions;

    /// <summary>Reads the value of a key.</summary>
    internal async ValueTask<FarRead<T>> ReadAsync<T>(
        string key, PayloadFormat format, TierPatience patience, CancellationToken cancellationToken)
    {
        if (Debts.Owes(key))
        {
            return Unknown<T>();
        }

        using var read = await _tier.GetAsync(key, patience, cancellationToken).ConfigureAwait(false);
        return IsAnswered(read.Outcome)
            ? await JudgeAsync<T>(key, read.Entry, read.Bytes, format, patience, cancellationToken).ConfigureAwait(false)
            : Unknown<T>();
    }

    /// <summary>Reads the values of many keys, in one round trip.</summary>
    internal async ValueTask<FarRead<T>[]> ReadManyAsync<T>(
        IReadOnlyList<string> keys, PayloadFormat format, CancellationToken cancellationToken)
    {
        // Asked before the tier is: a debt that is paid while the tier answers does not make what it answered true.
        var believed = keys.Select(key => !Debts.Owes(key)).ToArray();
        var reads = new FarRead<T>[keys.Count];
        Array.Fill(reads, Unknown<T>());
        using var read = await _tier.GetManyAsync(keys, TierPatience.Hard, cancellationToken).ConfigureAwait(false);
        for (var i = 0; IsAnswered(read.Outcome) && i < reads.Length; i++)
        {
            if (believed[i])
            {
                reads[i] = await JudgeAsync<T>(
                    keys[i], read.Entries[i], read.BytesOf(i), format, TierPatience.Hard, cancellationToken).ConfigureAwait(false);
            }
        }

        return reads;
    }

    /// <summary>Whether there is an entry that this process may believe in.</summary>
    internal async ValueTask<bool> ExistsAsync(string key, PayloadFormat format, CancellationToken cancellationToken)
    {
        if (Debts.Owes(key))
        {
            return false;
        }

        using var read = await _tier.GetAsync(key, TierPatience.Hard, cancellationToken).ConfigureAwait(false);
        if (!IsAnswered(read.Outcome) || !read.Entry.Found || format == PayloadFormat.Raw)
        {
            return read.Entry.Found;
        }

        return PayloadCodec.TryReadFacts(key, read.Bytes.Span, out var facts)
            && await JudgeTagsAsync(facts, TierPatience.Hard, cancellationToken).ConfigureAwait(false) == TagNames.Hold
            && Date(read.Entry, new Decoded<bool>(PayloadVerdict.Good, default, facts), NoFence, TagNames.Hold).State == FarState.Fresh;
    }

    public ValueTask DisposeAsync() => _tier.DisposeAsync();

    private async ValueTask<FarRead<T>> JudgeAsync<T>(
        string key,
        TierEntry entry,
        ReadOnlyMemory<byte> bytes,
        PayloadFormat format,
        TierPatience patience,
        CancellationToken cancellationToken)
    {
        if (!entry.Found)
        {
            _counters.CountFarMiss();
            return Missing<T>(0);
        }

        var decoded = _codec.Decode<T>(key, new ReadOnlySequence<byte>(bytes), format);
        var fence = HasVersions && entry.Version > 0 ? entry.Version : NoFence;
        if (decoded.Verdict != PayloadVerdict.Good)
        {
            await MissAsync(key, decoded.Verdict, decoded.Error, cancellationToken).ConfigureAwait(false);
            return Missing<T>(decoded.Verdict == PayloadVerdict.Damaged ? 0 : fence);
        }

        var expiry = await JudgeTagsAsync(decoded.Facts, patience, cancellationToken).ConfigureAwait(false);
        if (expiry == TagNames.Untrue)
        {
            _counters.CountFarMiss();
            return Missing<T>(fence);
        }

        var facts = decoded.Facts with { Tags = TagNames.TagsIn(decoded.Facts.Tags) };
        return Date(entry, decoded with { Facts = facts }, fence, expiry);
    }

    /// <summary>Says how long a value is still fresh: by the time the tier gives it where it can, else by the clock on the wall.</summary>
    private FarRead<T> Date<T>(in TierEntry entry, in Decoded<T> decoded, long fence, long expiry)
    {
        var facts = decoded.Facts;
        var window = TimeSpan.FromMilliseconds(Math.Min(facts.StaleWindowMs, MostMs));
        var forever = CacheEntryOptions.Forever;
        var fresh = (entry.ExpiresIn, facts.DeadlineMs) switch
        {
            ({ } left, _) => left - window,
            (null, PayloadFacts.Never) => forever,
            (null, var deadline) => TimeSpan.FromMilliseconds(Math.Clamp(deadline - NowMs, -MostMs, MostMs)),
        };
        var kept = entry.ExpiresIn ?? (fresh == forever ? forever : fresh + window);
        if (expiry != TagNames.Hold)
        {
            // A version is not behind the clock of the tier. Clocks that differ move the end of the window, and nothing else.
            var ago = TimeSpan.FromMilliseconds(Math.Clamp(NowMs - (expiry / 1_000), 0, MostMs));
            fresh = -ago < fresh ? -ago : fresh;
            kept = fresh + window < kept ? fresh + window : kept;
        }

        var state = (facts.IsExpired || expiry != TagNames.Hold, fresh > TimeSpan.Zero) switch
        {
            (true, _) => FarState.Expired,
            (_, true) => FarState.Fresh,
            _ => FarState.Stale,
        };
        if (kept <= TimeSpan.Zero)
        {
            _counters.CountFarMiss();
            return Missing<T>(fence);
        }

        _counters.CountFarHit();
        return new FarRead<T>(state, decoded.Value, facts) { Fence = fence, FreshFor = fresh, KeptFor = kept };
    }

    private const long MostMs = long.MaxValue / TimeSpan.TicksPerMillisecond / 4;

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What is damaged is of no use to anybody: it is counted, told and taken away.</summary>
    private async ValueTask MissAsync(string key, PayloadVerdict verdict, Exception? error, CancellationToken cancellationToken)
    {
        _counters.CountFarMiss();
        if (verdict == PayloadVerdict.Promise)
        {
            return;
        }

        if (verdict != PayloadVerdict.Damaged)
        {
            Log.Unusable(key, verdict);
            return;
        }

        _counters.CountError();
        _counters.CountDamaged();
        Log.Damaged(key, error);
        IsAnswered((await _tier.RemoveAsync(key, cancellationToken).ConfigureAwait(false)).Outcome); // else the next reader tries again
    }

    /// <summary>Counts a tier that failed; one that was not even asked is no news.</summary>
    private bool IsAnswered(TierOutcome outcome)
    {
        if (outcome is TierOutcome.Failed or TierOutcome.TooSlow)
        {
            _counters.CountError();
        }

        return outcome == TierOutcome.Answered;
    }

    private static FarRead<T> Missing<T>(long fence) => new(FarState.Miss, default, new PayloadFacts()) { Fence = fence };

    private static FarRead<T> Unknown<T>() => new(FarState.Unknown, default, new PayloadFacts());
}
