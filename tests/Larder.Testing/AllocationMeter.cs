namespace Larder.Testing;

/// <summary>Counts the bytes that code allocates on the thread that runs it.</summary>
public static class AllocationMeter
{
    /// <summary>How often the code runs before it is measured, so that first-call allocations are over.</summary>
    public const int WarmUps = 100;

    /// <summary>
    /// Bytes allocated on this thread by <paramref name="iterations"/> runs of <paramref name="action"/>.
    /// </summary>
    public static long BytesOf(Action action, int iterations = 1_000)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        for (var i = 0; i < WarmUps; i++) action();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < iterations; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
