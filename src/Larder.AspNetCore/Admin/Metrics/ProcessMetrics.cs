using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Larder.AspNetCore.Admin.Metrics;

/// <summary>What the process uses: processor, memory, threads, garbage collection.</summary>
/// <remarks>Invariants: nothing changes but what the process counts of itself; the count of contended locks is only read.</remarks>
internal sealed class ProcessMetrics(string version, TimeProvider time) : IMetricSource
{
    private const string Counter = "counter";
    private const string Gauge = "gauge";

    private readonly long _started = time.GetTimestamp();

    public void Write(MetricWriter writer)
    {
        writer.Begin("larder_build_info", Gauge, "Always 1; the labels say what runs.");
        writer.Sample(1, ("version", version), ("framework", RuntimeInformation.FrameworkDescription));
        writer.One("larder_uptime_seconds", Gauge, "How long the host has been up.", time.GetElapsedTime(_started).TotalSeconds);
        WriteProcess(writer);
        WriteRuntime(writer);
    }

    private static void WriteProcess(MetricWriter writer)
    {
        using var process = Process.GetCurrentProcess();
        writer.One("process_cpu_seconds_total", Counter, "Processor time used.", process.TotalProcessorTime.TotalSeconds);
        writer.One("process_resident_memory_bytes", Gauge, "Memory that is resident.", process.WorkingSet64);
        writer.One("process_threads", Gauge, "Threads of the operating system.", process.Threads.Count);
        var since = new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0;
        writer.One("process_start_time_seconds", Gauge, "When the process began, in seconds since 1970.", since);
    }

    private static void WriteRuntime(MetricWriter writer)
    {
        writer.Begin("dotnet_gc_collections_total", Counter, "Collections, by the oldest generation collected.");
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            var younger = generation == GC.MaxGeneration ? 0 : GC.CollectionCount(generation + 1);
            writer.Sample(GC.CollectionCount(generation) - younger, ("generation", $"gen{generation}"));
        }

        var memory = GC.GetGCMemoryInfo();
        writer.One("dotnet_gc_pause_seconds_total", Counter, "Time for which collections stopped the process.", GC.GetTotalPauseDuration().TotalSeconds);
        writer.One("dotnet_gc_heap_bytes", Gauge, "The managed heap after the last collection.", memory.HeapSizeBytes);
        writer.One("dotnet_gc_memory_limit_bytes", Gauge, "The memory that the process may use.", memory.TotalAvailableMemoryBytes);
        writer.One("dotnet_gc_allocated_bytes_total", Counter, "Bytes allocated on the managed heap.", GC.GetTotalAllocatedBytes());
        writer.One("dotnet_thread_pool_threads", Gauge, "Threads of the pool.", ThreadPool.ThreadCount);
        writer.One("dotnet_thread_pool_queue_length", Gauge, "Work that waits for a thread of the pool.", ThreadPool.PendingWorkItemCount);
        writer.One("dotnet_monitor_lock_contentions_total", Counter, "How often a thread had to wait for a lock.", Monitor.LockContentionCount);
    }
}
