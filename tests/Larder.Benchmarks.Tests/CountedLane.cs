using System.Runtime.CompilerServices;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Tests;

/// <summary>A lane that does nothing but count, allocate, and miss one look-up of so many.</summary>
internal sealed class CountedLane(int missEvery, int bytes) : Lane(new int[4096], 0)
{
    private long _misses;

    /// <summary>What the last operation allocated, so that it is allocated at all.</summary>
    public byte[]? Last { get; private set; }

    public long Operations { get; private set; }

    public override long Misses => _misses;

    [MethodImpl(MethodImplOptions.NoInlining)] // see Lane.Work
    protected override void Work(ReadOnlySpan<int> positions)
    {
        foreach (var _ in positions)
        {
            Operations++;
            _misses += missEvery > 0 && Operations % missEvery == 0 ? 1 : 0;
            Last = bytes > 0 ? new byte[bytes] : null;
        }
    }
}
