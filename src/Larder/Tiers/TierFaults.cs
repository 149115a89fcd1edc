using Microsoft.Extensions.Logging;

namespace Larder.Tiers;

/// <summary>What a tier did wrong: counted each time, told once for each change between up and down.</summary>
/// <remarks>
/// Invariants. <c>_last</c> is a finished text, published by a volatile write. Two threads that see the tier go down and
/// come up in the same moment may tell it in the wrong order; the state itself is the breaker's, and right.
/// </remarks>
internal sealed class TierFaults(string cache, string tier, TierGuardSettings settings, ILogger logger)
{
    private long _count;
    private string? _last;

    internal long Count => Interlocked.Read(ref _count);

    internal string? Last => Volatile.Read(ref _last); // partner: the write in Failed

    /// <summary>Told that the tier went down or came up, on the thread that found out and with no lock held.</summary>
    internal Action<TierState>? Changed { get; set; }

    internal static string TooSlow(TimeSpan limit) => $"It did not answer within {limit.TotalSeconds:0.###} seconds.";

    /// <summary>What is told of an exception. The text of a foreign one may have keys and secrets in it: its type must do.</summary>
    internal string Describe(Exception error) => error switch
    {
        LarderException => error.Message,
        NotSupportedException or OperationCanceledException => $"It threw {error.GetType().Name}.",
        _ when settings.LogKeys == LogKeys.Show => $"It threw {error.GetType().Name}: {error.Message}",
        _ => $"It threw {error.GetType().Name}.",
    };

    internal void Failed(string fault, bool wentDown)
    {
        Interlocked.Increment(ref _count); // partner: the read in Count
        Volatile.Write(ref _last, fault); // partner: the read in Last
        if (wentDown)
        {
            Tell(() => TierLog.WentDown(logger, tier, cache, fault, settings.OpenFor), TierState.Down);
        }
    }

    internal void Recovered(bool cameUp)
    {
        if (cameUp)
        {
            Tell(() => TierLog.CameUp(logger, tier, cache), TierState.Up);
        }
    }

    private void Tell(Action log, TierState state)
    {
        try
        {
            log();
        }
        catch (Exception)
        {
            // A logger that throws has nobody to tell, and its trouble is not the caller's.
        }

        Changed?.Invoke(state);
    }
}
