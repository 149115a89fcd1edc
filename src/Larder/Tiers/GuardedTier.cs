using System.Buffers;
using Microsoft.Extensions.Logging;

namespace Larder.Tiers;

/// <summary>A tier that cannot hurt its callers: whatever it does, they get an outcome, in time.</summary>
/// <remarks>
/// <para>
/// The one exception that leaves is the cancellation of the caller's own token. A read owns its bytes and is disposed when
/// they are no longer needed. Bytes that are written stay the tier's unless it answered: memory of a pool goes back to the
/// pool only after <see cref="TierOutcome.Answered"/>, for a call that was given up may still read it.
/// </para>
/// <para>
/// Invariants: immutable but for its parts, which see to themselves. All members may run together.
/// </para>
/// </remarks>
internal sealed class GuardedTier : IAsyncDisposable
{
    private readonly ICacheTier _tier;
    private readonly TierGuardSettings _settings;
    private readonly Breaker _breaker;
    private readonly TierFaults _faults;
    private readonly TierCalls _calls;
    private readonly TierCallTerms _repeated;
    private readonly TierCallTerms _once;
    private int _isDisposed;

    internal GuardedTier(string cacheName, ICacheTier tier, TierGuardSettings settings, ILogger logger)
    {
        _tier = tier;
        _settings = settings;
        _breaker = new Breaker(settings.FailuresToOpen, settings.OpenFor, settings.Time);
        _faults = new TierFaults(cacheName, tier.Name, settings, logger);
        _calls = new TierCalls(tier, settings, _breaker, _faults);
        _repeated = new TierCallTerms(settings.Attempts, settings.HardTimeout);
        _once = new TierCallTerms(1, settings.HardTimeout);
    }

    internal string Name => _tier.Name;

    internal TierCapabilities Capabilities => _tier.Capabilities;

    internal TierHealth Health => new(
        Name, _breaker.State, _breaker.Since, _faults.Last, _calls.Calls, _faults.Count, _calls.Spared, _calls.InFlight);

    /// <summary>Told when the tier goes down or comes up, on the thread that found out and with no lock held. Set once, first.</summary>
    internal Action<TierState>? StateChanged
    {
        set => _faults.Changed = value;
    }

    internal bool Can(TierCapabilities what) => (Capabilities & what) == what;

    internal async ValueTask<TierRead> GetAsync(string key, TierPatience patience, CancellationToken cancellationToken)
    {
        var buffer = new TierBuffer(_settings.MostBytes);
        var answer = await _calls.AskAsync(
            (key, buffer), CheckedReads.GetAsync, _repeated with { Patience = patience }, cancellationToken).ConfigureAwait(false);
        return new TierRead(answer.Outcome, answer.Value, answer.IsAnswered ? buffer : null);
    }

    internal async ValueTask<TierReadMany> GetManyAsync(
        IReadOnlyList<string> keys, TierPatience patience, CancellationToken cancellationToken)
    {
        var buffer = new TierBuffer(_settings.MostBytes);
        var answer = await _calls.AskAsync(
            (keys, buffer), CheckedReads.GetManyAsync, _repeated with { Patience = patience }, cancellationToken).ConfigureAwait(false);
        return new TierReadMany(
            answer.Outcome, answer.Value ?? new TierEntry[keys.Count], answer.IsAnswered ? buffer : null);
    }

    internal ValueTask<TierAnswer<long>> SetAsync(
        string key, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken) =>
        _calls.AskAsync(
            new TierWrite(key, value, timeToLive),
            static (tier, write, cancel) => tier.SetAsync(write.Key, write.Value, write.TimeToLive, cancel),
            _repeated,
            cancellationToken);

    internal ValueTask<TierAnswer<bool>> SetManyAsync(IReadOnlyList<TierWrite> writes, CancellationToken cancellationToken) =>
        _calls.AskAsync(
            writes,
            static (tier, writes, cancel) => DoneAsync(tier.SetManyAsync(writes, cancel)),
            _repeated,
            cancellationToken);

    /// <summary>Writes if the key has a version. Tried once: a second try would find the version that the first one made.</summary>
    internal ValueTask<TierAnswer<long>> TrySetAsync(
        string key, long expectedVersion, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken) =>
        _calls.AskAsync(
            (write: new TierWrite(key, value, timeToLive), expectedVersion),
            static (tier, it, cancel) =>
                tier.TrySetAsync(it.write.Key, it.expectedVersion, it.write.Value, it.write.TimeToLive, cancel),
            _once,
            cancellationToken);

    /// <summary>Removes. The answer of a second try is about what the first one left.</summary>
    internal ValueTask<TierAnswer<bool>> RemoveAsync(string key, CancellationToken cancellationToken) =>
        _calls.AskAsync(key, static (tier, key, cancel) => tier.RemoveAsync(key, cancel), _repeated, cancellationToken);

    /// <summary>Removes. The answer of a second try is about what the first one left.</summary>
    internal ValueTask<TierAnswer<long>> RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        _calls.AskAsync(keys, static (tier, keys, cancel) => tier.RemoveManyAsync(keys, cancel), _repeated, cancellationToken);

    internal ValueTask<TierAnswer<bool>> ClearAsync(CancellationToken cancellationToken) =>
        _calls.AskAsync(
            state: true,
            static (tier, _, cancel) => DoneAsync(tier.ClearAsync(cancel)),
            _repeated with { Limit = _settings.ClearTimeout },
            cancellationToken);

    internal ValueTask<TierAnswer<TierPage>> ScanAsync(
        string prefix, string? cursor, int limit, CancellationToken cancellationToken) =>
        _calls.AskAsync(
            (prefix, cursor, limit),
            static (tier, it, cancel) => tier.ScanAsync(it.prefix, it.cursor, it.limit, cancel),
            _repeated,
            cancellationToken);

    /// <summary>Reads the versions of tags; 0 for one the tier does not know.</summary>
    internal ValueTask<TierAnswer<long[]>> ReadTagsAsync(
        IReadOnlyList<string> tags, TierPatience patience, CancellationToken cancellationToken) =>
        _calls.AskAsync(tags, CheckedReads.TagsAsync, _repeated with { Patience = patience }, cancellationToken);

    /// <summary>Reads the versions of tags and issues one to each that has none.</summary>
    internal ValueTask<TierAnswer<long[]>> MaterializeTagsAsync(IReadOnlyList<string> tags, CancellationToken cancellationToken) =>
        _calls.AskAsync(tags, CheckedReads.MaterializedTagsAsync, _repeated, cancellationToken);

    /// <summary>Issues a new version to a tag. Safe to repeat: raised twice, the tag is untrue just the same.</summary>
    internal ValueTask<TierAnswer<long>> RaiseTagAsync(string tag, CancellationToken cancellationToken) =>
        _calls.AskAsync(tag, static (tier, tag, cancel) => CheckedReads.TagsOf(tier).RaiseAsync(tag, cancel), _repeated, cancellationToken);

    /// <summary>Lets no more calls through, waits for those under way as long as a call may take, and disposes the tier.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _calls.Close();
        await _calls.WaitForEndAsync(_settings.HardTimeout).ConfigureAwait(false);
        await _tier.DisposeAsync().ConfigureAwait(false);
    }

    private static async ValueTask<bool> DoneAsync(ValueTask call)
    {
        await call.ConfigureAwait(false);
        return true;
    }
}
