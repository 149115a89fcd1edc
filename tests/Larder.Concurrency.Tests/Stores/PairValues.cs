using System.Runtime.InteropServices;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>Values of two halves in one word.</summary>
internal sealed class PairValues : IValueForm<PairValues.Pair>
{
    public static Pair Of(long number) => new((int)(number >> 32), (int)number);

    public static long NumberOf(Pair value) => ((long)value.High << 32) | (uint)value.Low;

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Pair(int High, int Low);
}
