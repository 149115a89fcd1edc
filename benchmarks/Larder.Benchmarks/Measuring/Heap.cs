namespace Larder.Benchmarks.Measuring;

/// <summary>Collections at the moments when a measurement wants them.</summary>
internal static class Heap
{
    /// <summary>What was built lies together and is old, as in a program that has been running for a while.</summary>
    public static void Compact() => GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>Clears away what is new, so that nobody pays for the garbage of another.</summary>
    public static void Sweep() => GC.Collect(0, GCCollectionMode.Forced, blocking: true);
}
