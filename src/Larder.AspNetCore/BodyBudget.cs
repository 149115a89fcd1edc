using System.Diagnostics;

namespace Larder.AspNetCore;

/// <summary>
/// Bounds how many bytes of large bodies all requests together hold, so that many large requests cannot take all the
/// memory. One for a whole host: register your own before the modules that receive bodies, and they share it.
/// </summary>
/// <remarks>Invariants: what is taken is never more than there is; the count is changed by compare-and-swap alone.</remarks>
public sealed class BodyBudget
{
    private readonly long _bytes;
    private long _left;

    /// <summary>Makes a budget.</summary>
    /// <param name="bytes">How many bytes there are; 0 refuses every large body.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than none.</exception>
    public BodyBudget(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        _left = _bytes = bytes;
    }

    internal bool TryTake(long count)
    {
        // Each turn means that another request got through.
        for (var seen = Volatile.Read(ref _left); seen >= count;) // partner: the exchanges here and in Give
        {
            var found = Interlocked.CompareExchange(ref _left, seen - count, seen);
            if (found == seen)
                return true;

            seen = found;
        }

        return false;
    }

    internal void Give(long count)
    {
        var left = Interlocked.Add(ref _left, count);
        Debug.Assert(left <= _bytes, "Nobody gives back more than was taken.");
    }
}
