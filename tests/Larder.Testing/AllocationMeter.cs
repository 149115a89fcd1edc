namespace Larder.Testing;

/// <summary>Counts the bytes that code allocates on the thread that runs it.</summary>
public static class AllocationMeter
{
    /// <summary>How often the code runs before it is measured, so that first-call allocations are over.</summary>
    public const int WarmUps = 100;

    /// <summary>How often a measurement is repeated because a collection came in between.</summary>
    public const int MaxTries = 100;

    /// <summary>
    /// Bytes allocated on this thread by <paramref name="iterations"/> runs of <paramref name="action"/>.
    /// </summary>
    /// <remarks>
    /// A collection takes from each thread what it has not used yet of its share of the heap, and that counts as
    /// allocated; so a measurement during which one began, on behalf of whatever thread, is made again.
    /// </remarks>
    public static long BytesOf(Action action, int iterations = 1_000)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        for (var i = 0; i < WarmUps; i++) action();

        for (var attempt = 1; ; attempt++)
        {
            var collections = GC.CollectionCount(0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < iterations; i++) action();
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (bytes == 0 || GC.CollectionCount(0) == collections || attempt == MaxTries) return bytes;
        }
    }
}
