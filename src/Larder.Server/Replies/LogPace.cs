namespace Larder.Server.Replies;

/// <summary>
/// Decides how many requests of a second are told at level Information, so that a flood of hits is not slowed down by
/// the log that describes it.
/// </summary>
/// <remarks>
/// Invariants. <c>_left</c> is what may still be told in <c>_second</c>. The thread that moves the second on refills it; a
/// thread that comes between the two writes takes from the old rest, so at worst a few lines more or less are told
/// around the turn of a second. Once nothing is left, callers only read until the next second.
/// </remarks>
internal sealed class LogPace(int perSecond, TimeProvider time)
{
    private long _second = -1;
    private int _left;

    /// <param name="timestamp">When the request began, a time stamp of the provider.</param>
    public bool TryTake(long timestamp)
    {
        var second = timestamp / time.TimestampFrequency;

        // Partner of the exchange below: whoever sees the new second either refilled or takes part in the benign race.
        if (Volatile.Read(ref _second) != second && Interlocked.Exchange(ref _second, second) != second)
            Volatile.Write(ref _left, perSecond);

        // The read keeps the line of memory shared while nothing is left; its partner is the write above.
        return Volatile.Read(ref _left) > 0 && Interlocked.Decrement(ref _left) >= 0;
    }
}
