using System.Diagnostics;

namespace Larder.Server.Catalog;

/// <summary>What the process has used since it began.</summary>
internal sealed record PerformanceMetrics(
    double UptimeSeconds,
    long ProcessMemoryBytes,
    long HeapBytes,
    long MemoryLimitBytes,
    ResponseTimes? ProductRequests)
{
    /// <summary>Reads them now.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="requests">How long requests for products took; null where nobody measures that.</param>
    public static PerformanceMetrics Read(TimeProvider time, ResponseTimes? requests)
    {
        using var process = Process.GetCurrentProcess();
        var memory = GC.GetGCMemoryInfo();
        return new PerformanceMetrics(
            Math.Round((time.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime()).TotalSeconds, digits: 3),
            process.WorkingSet64,
            memory.HeapSizeBytes,
            memory.TotalAvailableMemoryBytes,
            requests);
    }
}
