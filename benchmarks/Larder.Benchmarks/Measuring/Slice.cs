using System.Runtime.InteropServices;

namespace Larder.Benchmarks.Measuring;

/// <summary>What a short stretch of work took.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Slice(
    double CpuNs, double WallNs, double AllocatedBytes, double MissRate, long Operations);
