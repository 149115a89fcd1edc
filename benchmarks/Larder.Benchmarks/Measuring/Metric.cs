namespace Larder.Benchmarks.Measuring;

/// <summary>The names of the figures that a worker reports.</summary>
internal static class Metric
{
    /// <summary>Nanoseconds of the working threads' CPU for each operation.</summary>
    public const string Cpu = "cpu-ns";

    /// <summary>The same in the quietest slice: for comparing two builds on a machine that is not quiet.</summary>
    public const string CpuLeast = "cpu-least-ns";

    /// <summary>The same while one thread works, where a case measures one thread and two.</summary>
    public const string CpuAlone = "cpu-alone-ns";

    /// <summary>CPU for an operation alone, divided by CPU for an operation in company: 1 is perfect.</summary>
    public const string Scaling = "scaling";

    /// <summary>CPU of the whole process for each operation, collections and background work too, in ns.</summary>
    public const string ProcessCpu = "process-cpu-ns";

    /// <summary>Millions of operations in a second of wall time, all threads together.</summary>
    public const string Throughput = "throughput-mops";

    /// <summary>Bytes that the working threads allocated for each operation.</summary>
    public const string Allocated = "allocated-bytes";

    /// <summary>In turns: the median over the turns of the time divided by the reference's time in the same turn.</summary>
    public static string RatioTo(string reference) => $"ratio-to-{reference}";

    /// <summary>In turns: the median over the turns of the nanoseconds beyond the reference's in the same turn.</summary>
    public static string MoreThan(string reference) => $"ns-more-than-{reference}";

    /// <summary>Writes that ended in a second of wall time.</summary>
    public const string WritesPerSecond = "writes-per-second";

    /// <summary>The share of look-ups that found their key.</summary>
    public const string HitRate = "hit-rate";

    /// <summary>Managed bytes for each entry, without the memory of keys and values themselves.</summary>
    public const string EntryBytes = "entry-bytes";

    /// <summary>The share of the stored entries that were still there when the bytes were counted.</summary>
    public const string Held = "held";
}
