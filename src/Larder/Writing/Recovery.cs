using Larder.Invalidation;
using Larder.Tiers;

namespace Larder.Writing;

/// <summary>Pays what is owed to a tier once it answers again, and brings it what it missed: so many at a time, at a bounded rate.</summary>
/// <remarks>
/// Other processes may have read from the tier what is taken away now, so they are told as well; of what was heard of from them,
/// they are not.
/// <para>
/// Invariants: one round runs at a time; <c>_round</c> is replaced under <c>_gate</c>, and disposing waits for the last one.
/// The timer runs only while something is owed or on its way. No lock is held while the tier or the bus is called; the lanes of
/// keys are, while they are taken away, so that nobody is told that a value is there which is then removed with the debt.
/// </para>
/// </remarks>
internal sealed class Recovery : IAsyncDisposable
{
    /// <summary>How long is waited between two rounds.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How many keys, and how many tags, one round takes.</summary>
    internal const int MostInRound = 500;

    private const int KeysAtOnce = 100;

    private readonly Lock _gate = new();
    private readonly Debts _debts;
    private readonly GuardedTier _tier;
    private readonly KeyLanes _lanes;
    private readonly LateWrites _late;
    private readonly InvalidationNews _news;
    private readonly FarLog _log;
    private readonly ITimer _timer;
    private Task _round = Task.CompletedTask;
    private bool _armed;
    private bool _ended;

    internal Recovery(
        Debts debts, GuardedTier tier, KeyLanes lanes, LateWrites late, InvalidationNews news, FarLog log, TimeProvider time)
    {
        _debts = debts;
        _tier = tier;
        _lanes = lanes;
        _late = late;
        _news = news;
        _log = log;
        _timer = time.CreateTimer(
            static recovery => ((Recovery)recovery!).Begin(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        debts.Incurred = Arm;
        late.Roused = Arm;
    }

    /// <summary>Whether no round runs now.</summary>
    internal bool IsResting
    {
        get
        {
            lock (_gate)
            {
                return _round.IsCompleted;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task last;
        lock (_gate)
        {
            _ended = true;
            last = _round;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await last.ConfigureAwait(false);
    }

    private void Arm()
    {
        lock (_gate)
        {
            if (_armed || _ended)
            {
                return;
            }

            _armed = true;
        }

        _timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    private void Begin()
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            _round = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await PayAsync().ConfigureAwait(false);
            await _late.RunAsync(MostInRound).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _armed = false;
            }
        }

        if (_debts.Any)
        {
            _log.StillOwed(_debts.Count);
        }
        else if (_late.Count == 0)
        {
            _log.Settled();
            return;
        }

        Arm();
    }

    /// <summary>One round. What the tier does not answer stays owed, and ends the round.</summary>
    private async Task PayAsync()
    {
        // A call that nobody waits for any more may yet write what is taken away here: keys it may be about have to wait.
        var (all, keys, tags, number) = _debts.Next(MostInRound, withDoubtful: _tier.Health.InFlight == 0);
        if (all.Number > 0 && !await PayAllAsync(all, number).ConfigureAwait(false))
        {
            return;
        }

        foreach (var (tag, owed) in tags)
        {
            foreach (var name in _tier.Can(TierCapabilities.Tags) ? TagNames.RaisedBy(tag, isRemoval: true) : [])
            {
                if (!(await _tier.RaiseTagAsync(name, CancellationToken.None).ConfigureAwait(false)).IsAnswered)
                {
                    return;
                }
            }

            _debts.SettleTag(tag, owed.Number);
            if (owed.IsHeard)
            {
                continue;
            }

            await _news.TellTagsAsync([tag], TagMatch.Any, keepStale: false, CancellationToken.None).ConfigureAwait(false);
        }

        foreach (var some in keys.Chunk(KeysAtOnce))
        {
            if (!await PayKeysAsync(some).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Takes away what is owed. Who writes one of the keys meanwhile waits: what he is told is there, stays there.</summary>
    private async ValueTask<bool> PayKeysAsync(KeyValuePair<string, Debt>[] some)
    {
        var stays = await _lanes.EnterAllAsync(some.Select(static each => each.Key)).ConfigureAwait(false);
        KeyValuePair<string, Debt>[] owed;
        try
        {
            owed = [.. some.Where(each => _debts.Owes(each.Key))]; // others have been paid for by being written
            if (owed.Length > 0
                && !(await _tier.RemoveManyAsync([.. owed.Select(static each => each.Key)], CancellationToken.None).ConfigureAwait(false)).IsAnswered)
            {
                return false;
            }

            foreach (var (key, debt) in owed)
            {
                _debts.Pay(key, debt.Number);
            }
        }
        finally
        {
            foreach (var stay in stays)
            {
                stay.Dispose();
            }
        }

        foreach (var (key, debt) in owed)
        {
            if (!debt.IsHeard)
            {
                await _news.TellAsync(CacheInvalidationKind.Remove, key, CancellationToken.None).ConfigureAwait(false);
            }
        }

        return true;
    }

    private async ValueTask<bool> PayAllAsync(Debt all, long number)
    {
        if (!(await _tier.ClearAsync(CancellationToken.None).ConfigureAwait(false)).IsAnswered)
        {
            return false;
        }

        _debts.PayAll(number);
        if (!all.IsHeard)
        {
            await _news.TellClearAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return true;
    }
}
