namespace Larder.Benchmarks.Measuring;

/// <summary>What one thread does. Driven by <see cref="Meter"/>; used by one thread at a time.</summary>
internal abstract class Lane
{
    // A batch is short, so that the loop is called often enough to be compiled with full optimization at once.
    private const int BatchLength = 4096;

    private readonly int[] _order;
    private int _next;

    protected Lane(int[] order, int start)
    {
        _order = order;
        _next = start & ~(BatchLength - 1);
    }

    /// <summary>The positions of the order: after so many operations it begins again.</summary>
    public int Round => _order.Length;

    /// <summary>How many look-ups failed so far.</summary>
    public abstract long Misses { get; }

    /// <summary>Does that many operations, rounded up to whole batches, and says how many.</summary>
    public long Work(long operations)
    {
        var done = 0L;
        for (; done < operations; done += BatchLength)
        {
            Work(_order.AsSpan(_next, BatchLength));
            _next = (_next + BatchLength) & (_order.Length - 1);
        }

        return done;
    }

    /// <summary>One operation for each position. Overrides must not be inlined.</summary>
    /// <remarks>
    /// The compiler would put the loop of that lane into the method above which it saw there most, and leave the others
    /// outside: of lanes that take turns one would be a tenth faster, or slower, by luck.
    /// </remarks>
    protected abstract void Work(ReadOnlySpan<int> positions);
}
