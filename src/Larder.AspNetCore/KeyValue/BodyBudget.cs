using System.Diagnostics;

namespace Larder.AspNetCore.KeyValue;

/// <summary>How many bytes of large bodies all requests together may hold while they are being received.</summary>
/// <remarks>Invariants: what is taken is never more than there is; the count is changed by compare-and-swap alone.</remarks>
internal sealed class BodyBudget
{
    private readonly long _bytes;
    private long _left;

    public BodyBudget(long bytes) => _left = _bytes = bytes;

    public bool TryTake(long count)
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

    public void Give(long count)
    {
        var left = Interlocked.Add(ref _left, count);
        Debug.Assert(left <= _bytes, "Nobody gives back more than was taken.");
    }
}
