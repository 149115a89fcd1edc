namespace Larder.Reading;

/// <summary>How long one caller waits: from the moment it came, whatever it has to wait for.</summary>
internal sealed class Wait(ResolvedOptions options, TimeProvider time, CancellationToken cancellationToken)
{
    // What the timers of the runtime can be set to.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 2);

    private readonly long _came = options.SoftTimeout > TimeSpan.Zero || options.HardTimeout > TimeSpan.Zero
        ? time.GetTimestamp()
        : 0;

    internal ResolvedOptions Options { get; } = options;

    internal CancellationToken Token { get; } = cancellationToken;

    /// <summary>Whether nothing but the load itself ends the wait.</summary>
    internal bool HasNoEnd =>
        !Token.CanBeCanceled && Options.SoftTimeout == TimeSpan.Zero && Options.HardTimeout == TimeSpan.Zero;

    /// <summary>Waits until the load has ended, the limit has passed since the caller came, or the caller gives up.</summary>
    /// <param name="load">The load.</param>
    /// <param name="limit">The limit; zero for none.</param>
    internal async ValueTask UntilAsync(Task load, TimeSpan limit)
    {
        var left = Timeout.InfiniteTimeSpan;
        if (limit > TimeSpan.Zero && limit < LongestTimer)
        {
            left = limit - time.GetElapsedTime(_came);
            if (left <= TimeSpan.Zero)
            {
                return;
            }
        }

        await load.WaitAsync(left, time, Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
