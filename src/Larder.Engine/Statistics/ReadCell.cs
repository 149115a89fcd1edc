using System.Runtime.InteropServices;

namespace Larder.Engine.Statistics;

/// <summary>What one thread has read from one store.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ReadCell
{
    /// <summary>The account the counts belong to; zero for nobody.</summary>
    internal long Owner;

    internal long Hits;

    internal long Misses;

    /// <summary>Makes a cell 32 bytes, so that its address is a shift away.</summary>
    internal long Unused;
}
