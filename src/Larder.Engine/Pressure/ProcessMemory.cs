using System.Globalization;

namespace Larder.Engine.Pressure;

/// <summary>The memory of this process, within the limit of its container or, without one, of the system.</summary>
/// <param name="reading">Overrides the measured share; null to measure.</param>
internal sealed class ProcessMemory(Func<double>? reading) : IMemoryGauge
{
    private const double DefaultHighMemoryPercent = 90;

    public double Share => reading is null ? Measure() : reading();

    public long LastFullCollection =>
        Math.Max(GC.GetGCMemoryInfo(GCKind.Background).Index, GC.GetGCMemoryInfo(GCKind.FullBlocking).Index);

    /// <remarks>
    /// Forced, since an optional one may never come. A collection is counted when it begins, and a request made while
    /// one runs is silently dropped.
    /// </remarks>
    public bool TryBeginCollection()
    {
        int begun = GC.CollectionCount(GC.MaxGeneration);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);

        return GC.CollectionCount(GC.MaxGeneration) != begun;
    }

    private static double Measure()
    {
        var info = GC.GetGCMemoryInfo();
        long live = info.HeapSizeBytes - info.FragmentedBytes;

        return ShareOf(
            Environment.WorkingSet,
            info.TotalCommittedBytes,
            live,
            MachineLimit(info),
            info.TotalAvailableMemoryBytes);
    }

    /// <summary>The larger of two shares: of the process in its machine, and of the heap in its hard limit.</summary>
    /// <param name="workingSet">What the process holds.</param>
    /// <param name="committed">What the collector holds of it, for live objects and in reserve.</param>
    /// <param name="live">What is in use of that, as of the last collection.</param>
    /// <param name="machineLimit">What the container or the system has.</param>
    /// <param name="heapLimit">What the collector may use; less than the machine has, if the heap has a hard
    /// limit.</param>
    internal static double ShareOf(long workingSet, long committed, long live, long machineLimit, long heapLimit)
    {
        // The collector keeps freed memory for a while. It is there for the next allocation, so it is no pressure; were
        // it counted, a store would be trimmed to its floor for memory it has long given back.
        long reserve = Math.Max(0, committed - live);
        double ofMachine = machineLimit > 0 ? Math.Max(0, workingSet - reserve) / (double)machineLimit : 0;
        double ofHeap = heapLimit > 0 ? live / (double)heapLimit : 0;

        return Math.Max(ofMachine, ofHeap);
    }

    /// <summary>
    /// The collector tells only a percentage of what its container or system has, and which percentage.
    /// </summary>
    private static long MachineLimit(GCMemoryInfo info)
    {
        double percent = GC.GetConfigurationVariables().TryGetValue("GCHighMemPercent", out object? value)
            ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
            : DefaultHighMemoryPercent;

        return (long)(info.HighMemoryLoadThresholdBytes * 100 / Math.Clamp(percent, 1, 100));
    }
}
