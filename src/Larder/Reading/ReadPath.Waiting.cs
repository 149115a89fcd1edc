using System.Diagnostics.CodeAnalysis;
using Larder.Memory;

namespace Larder.Reading;

/// <content>Waiting for a load: until it ends, the caller gives up, or a time limit passes; and what stands in for it then.</content>
internal sealed partial class ReadPath
{
    private async ValueTask<Outcome<T>> AwaitAsync<T>(LoadFlight<T> flight, Wait wait)
    {
        if (!wait.HasNoEnd && !flight.HasEnded)
        {
            var options = wait.Options;
            if (options.SoftTimeout > TimeSpan.Zero && MayStandIn<T>(flight.Key, options, out _))
            {
                await wait.UntilAsync(flight.Outcome, options.SoftTimeout).ConfigureAwait(false);
                if (!flight.HasEnded && !wait.Token.IsCancellationRequested
                    && MayStandIn<T>(flight.Key, options, out var stale))
                {
                    LeaveAfterTimeout(flight, options);
                    return StandIn(stale);
                }
            }

            if (!flight.HasEnded && !wait.Token.IsCancellationRequested)
            {
                await wait.UntilAsync(flight.Outcome, options.HardTimeout).ConfigureAwait(false);
            }

            if (!flight.HasEnded)
            {
                return GiveUp(flight, wait);
            }
        }

        try
        {
            var value = await flight.Outcome.ConfigureAwait(false);
            return new Outcome<T>(value, flight.HasNoValue ? OutcomeKind.None : OutcomeKind.Loaded);
        }
        catch (Exception) when (HelpsOut(flight, wait.Options, out var value))
        {
            return StandIn(value);
        }
    }

    /// <summary>Ends a wait before the load has ended: by the caller's own token, or by the hard time limit.</summary>
    private Outcome<T> GiveUp<T>(LoadFlight<T> flight, Wait wait)
    {
        if (wait.Token.IsCancellationRequested)
        {
            Leave(flight);
            wait.Token.ThrowIfCancellationRequested();
        }

        LeaveAfterTimeout(flight, wait.Options);
        return HelpsOut(flight, wait.Options, out var value)
            ? StandIn(value)
            : throw Throw.TooSlow(flight.Key, wait.Options.HardTimeout);
    }

    private void LeaveAfterTimeout(LoadFlight flight, ResolvedOptions options)
    {
        if (options.OnTimeout == TimedOutLoad.Cancel)
        {
            Leave(flight);
        }

        // Else the caller's place is kept, though nobody sits there any more: the load goes on to its end.
    }

    private void Leave(LoadFlight flight)
    {
        if (flight.Leave())
        {
            // First out of the way of newcomers, then cancelled.
            memory.Abandon(flight);
            flight.Stop();
        }
    }

    private bool HelpsOut<T>(LoadFlight<T> flight, ResolvedOptions options, [MaybeNullWhen(false)] out T value) =>
        MayStandIn(flight.Key, options, out value)
        || MaySpareHelpOut(flight, options, out value)
        || (flight.Context is { } context && context.TryGetFallback(out value));

    /// <summary>
    /// What may stand in for a load, looked up at this moment: what was removed since the caller came does not, and what was
    /// set does.
    /// </summary>
    private bool MayStandIn<T>(string key, ResolvedOptions options, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if ((options.Tiers & CacheTiers.ReadMemory) == 0 || memory.Peek(key) is not Slot<T> slot)
        {
            return false;
        }

        var usable = memory.Judge(slot, out var staleFor) switch
        {
            SlotState.Fresh or SlotState.RefreshDue => true,
            SlotState.Stale or SlotState.Held or SlotState.Expired => MayHelpOut(options, staleFor),
            _ => false,
        };
        value = slot.Value;
        return usable;
    }

    private Outcome<T> StandIn<T>(T value)
    {
        memory.Counters.CountStandIn();
        return new Outcome<T>(value, OutcomeKind.StandIn);
    }
}
