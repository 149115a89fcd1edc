using System.Runtime.InteropServices;

namespace Larder.Engine.Statistics;

/// <summary>What was read by code that stood on one page of a stack.</summary>
internal sealed class ReadCell(nuint page)
{
    /// <summary>The cell of no page, which fills empty places: no code stands on the page of the null pointer.</summary>
    internal static readonly ReadCell OfNobody = new(0);

    internal Tally Counts = new() { Page = page };

    /// <summary>Long enough that the cells of two threads never share a cache line, nor the line fetched with it.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    internal struct Tally
    {
        internal nuint Page;
        internal long Hits;
        internal long Misses;
    }
}
