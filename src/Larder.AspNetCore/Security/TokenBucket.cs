namespace Larder.AspNetCore.Security;

/// <summary>The tokens of one client, kept as the moment at which the bucket will be full again.</summary>
/// <remarks>
/// Invariants. One number is all there is; it moves by compare-and-swap, and never back. A bucket that is full at a moment
/// in the past is a full bucket, so a client who is forgotten then has lost nothing and won nothing.
/// </remarks>
internal sealed class TokenBucket
{
    private long _fullAt = long.MinValue;

    /// <summary>Takes a token, if there is one.</summary>
    /// <param name="now">The moment, in ticks of some clock.</param>
    /// <param name="perToken">In how many ticks one token comes back.</param>
    /// <param name="burst">How many tokens the bucket holds.</param>
    /// <param name="wait">Otherwise, in how many ticks there will be one.</param>
    internal bool TryTake(long now, long perToken, int burst, out long wait)
    {
        // Each turn means that another request of the same client got its token, and there are at most `burst` of those.
        var seen = Volatile.Read(ref _fullAt); // partner: the exchange below
        while (true)
        {
            var fullAt = Math.Max(now, seen) + perToken;
            wait = fullAt - now - (perToken * burst);
            if (wait > 0)
                return false;

            var found = Interlocked.CompareExchange(ref _fullAt, fullAt, seen);
            if (found == seen)
                return true;
            seen = found;
        }
    }
}
