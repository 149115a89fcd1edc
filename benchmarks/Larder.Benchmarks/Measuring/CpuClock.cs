using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Larder.Benchmarks.Measuring;

/// <summary>CPU time of this thread and of this process.</summary>
/// <remarks>
/// Neighbours on the machine take time from a thread, and its CPU time does not count that. Only Linux is asked for the
/// time of a thread; elsewhere wall time stands in for it, and the tables say so.
/// </remarks>
internal static partial class CpuClock
{
    // CLOCK_THREAD_CPUTIME_ID of Linux; other systems number their clocks differently.
    private const int ThreadClock = 3;
    private const long NanosecondsInSecond = 1_000_000_000;

    /// <summary>Whether <see cref="ThreadNanoseconds"/> is CPU time.</summary>
    public static bool CountsCpu { get; } = OperatingSystem.IsLinux();

    /// <summary>Nanoseconds of CPU this thread has used; of wall time where that cannot be had.</summary>
    public static long ThreadNanoseconds()
    {
        if (!CountsCpu || ReadClock(ThreadClock, out var time) != 0)
        {
            return (long)(Stopwatch.GetTimestamp() * ((double)NanosecondsInSecond / Stopwatch.Frequency));
        }

        return (time.Seconds * NanosecondsInSecond) + time.Nanoseconds;
    }

    /// <summary>Nanoseconds of CPU all threads of this process have used.</summary>
    public static double ProcessNanoseconds() => Environment.CpuUsage.TotalTime.TotalNanoseconds;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReadClock(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        private readonly nint _seconds;
        private readonly nint _nanoseconds;

        public long Seconds => _seconds;

        public long Nanoseconds => _nanoseconds;
    }
}
