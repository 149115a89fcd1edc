using System.Diagnostics;

namespace Larder.Tiers;

/// <summary>Makes the calls of a tier: by leave of the breaker, within time limits, bounded in number, repeated if it helps.</summary>
/// <remarks>
/// <para>
/// A tier that hangs keeps its calls. What nobody waits for any more counts until it has ended, so at most
/// <see cref="TierGuardSettings.MostInFlight"/> calls are ever with the tier; and because nobody knows when such a call will
/// touch its memory for the last time, that memory is never used again.
/// </para>
/// <para>
/// Invariants.
/// <list type="bullet">
/// <item>Nothing leaves but an outcome, with one exception: the cancellation of the caller's own token. That is no fault.</item>
/// <item>Each granted pass is reported to the breaker once. A call that is tried again enters the breaker again.</item>
/// <item><c>_inFlight</c> is raised before a try and lowered when the task of the tier has ended, whoever waits for it. It
/// may be raised past the bound for a moment, by calls that then do not go through.</item>
/// <item>No lock is held while the tier is called; there is none here.</item>
/// </list>
/// </para>
/// </remarks>
internal sealed class TierCalls(ICacheTier tier, TierGuardSettings settings, Breaker breaker, TierFaults faults)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inFlight;
    private long _calls;
    private long _spared;
    private int _isClosed;

    internal long Calls => Interlocked.Read(ref _calls);

    internal long Spared => Interlocked.Read(ref _spared);

    internal int InFlight => Volatile.Read(ref _inFlight); // partner: Interlocked in TryBegin and End

    /// <summary>No call goes through from now on.</summary>
    internal void Close() => Interlocked.Exchange(ref _isClosed, 1); // partner: the read in TryBegin

    /// <summary>Waits until the tier has no call left to answer, or for so long.</summary>
    internal async ValueTask WaitForEndAsync(TimeSpan limit)
    {
        if (InFlight == 0)
        {
            return;
        }

        try
        {
            await _ended.Task.WaitAsync(limit, settings.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A tier that holds on to its calls is disposed all the same.
        }
    }

    /// <summary>Asks the tier.</summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    internal ValueTask<TierAnswer<T>> AskAsync<TState, T>(
        TState state, TierCall<TState, T> call, TierCallTerms terms, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls); // partner: the read in Calls
        var run = RunAsync(state, call, terms, cancellationToken);
        return terms.Patience == TierPatience.Soft && !run.IsCompleted
            ? WaitSoftlyAsync(run.AsTask(), cancellationToken)
            : run;
    }

    private async ValueTask<TierAnswer<T>> WaitSoftlyAsync<T>(Task<TierAnswer<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run.WaitAsync(settings.SoftTimeout, settings.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The run goes on to its hard limit, and is what tells the breaker.
            return new TierAnswer<T>(TierOutcome.TooSlow, default);
        }
    }

    private async ValueTask<TierAnswer<T>> RunAsync<TState, T>(
        TState state, TierCall<TState, T> call, TierCallTerms terms, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limit = new CallLimit(terms.Limit, settings.Time, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            if (!TryBegin(out var pass))
            {
                // Down since the try before, or from the beginning: only the second means that it was spared the call.
                return attempt == 1 ? Spare<T>() : new TierAnswer<T>(TierOutcome.Failed, default);
            }

            try
            {
                var value = await AttemptAsync(state, call, limit.Token).ConfigureAwait(false);
                faults.Recovered(breaker.Succeeded(pass));
                return new TierAnswer<T>(TierOutcome.Answered, value);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                breaker.Abandoned(pass);
                limit.Leave();
                throw new OperationCanceledException(cancellationToken);
            }
            catch (Exception error)
            {
                var isLate = limit.IsOver;
                faults.Failed(isLate ? TierFaults.TooSlow(terms.Limit) : faults.Describe(error), breaker.Failed(pass));
                if (isLate || attempt >= terms.Attempts || breaker.State != TierState.Up)
                {
                    limit.Leave();
                    return new TierAnswer<T>(isLate ? TierOutcome.TooSlow : TierOutcome.Failed, default);
                }
            }

            if (!await TryRestAsync(limit, cancellationToken).ConfigureAwait(false))
            {
                return new TierAnswer<T>(TierOutcome.Failed, default);
            }
        }
    }

    private async ValueTask<T> AttemptAsync<TState, T>(TState state, TierCall<TState, T> call, CancellationToken limit)
    {
        var hasLeft = false;
        try
        {
            var pending = call(tier, state, limit);
            if (pending.IsCompleted)
            {
                return await pending.ConfigureAwait(false);
            }

            var task = pending.AsTask();
            hasLeft = true;
            _ = task.ContinueWith(
                static (ended, calls) =>
                {
                    _ = ended.Exception; // Looked at, so that a call that was given up does not count as unobserved.
                    ((TierCalls)calls!).End();
                },
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return await task.WaitAsync(limit).ConfigureAwait(false);
        }
        finally
        {
            if (!hasLeft)
            {
                End();
            }
        }
    }

    private async ValueTask<bool> TryRestAsync(CallLimit limit, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(settings.RetryDelay, settings.Time, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private bool TryBegin(out BreakerPass pass)
    {
        pass = default;
        if (Volatile.Read(ref _isClosed) != 0) // partner: the write in Close
        {
            return false;
        }

        if (Interlocked.Increment(ref _inFlight) > settings.MostInFlight) // partner: the read in InFlight
        {
            End();
            return false;
        }

        pass = breaker.TryEnter();
        if (!pass.IsGranted)
        {
            End();
        }

        return pass.IsGranted;
    }

    private void End()
    {
        var left = Interlocked.Decrement(ref _inFlight); // partner: the read in InFlight
        Debug.Assert(left >= 0, "Each call ends once.");
        if (left == 0 && Volatile.Read(ref _isClosed) != 0) // partner: the write in Close
        {
            _ended.TrySetResult();
        }
    }

    private TierAnswer<T> Spare<T>()
    {
        Interlocked.Increment(ref _spared); // partner: the read in Spared
        return new TierAnswer<T>(TierOutcome.Spared, default);
    }
}
