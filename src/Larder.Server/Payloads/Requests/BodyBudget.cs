namespace Larder.Server.Payloads.Requests;

/// <summary>
/// Bounds how many bytes of large bodies are worked on at once, so that many large requests cannot take all the memory.
/// </summary>
/// <remarks>
/// Invariants. <c>_free</c> is the limit less what is taken; it is below zero for a moment at most, by a caller that is
/// about to give back what it could not have. Small bodies never ask, so that they share no write.
/// </remarks>
internal sealed class BodyBudget(long limit)
{
    private long _free = limit;

    /// <summary>Takes so many bytes, all or none.</summary>
    public bool TryTake(long bytes)
    {
        // Full fence; its partner is the one in Give. The number guards no other memory.
        if (Interlocked.Add(ref _free, -bytes) >= 0)
            return true;

        Give(bytes);
        return false;
    }

    /// <summary>Gives back what was taken.</summary>
    public void Give(long bytes) => Interlocked.Add(ref _free, bytes);
}
