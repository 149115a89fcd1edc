using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Larder.Engine.Keys;

/// <summary>Ordinal equality of two texts, without a call for the lengths that keys usually have.</summary>
internal static class OrdinalText
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreEqual(string one, string other)
    {
        if (ReferenceEquals(one, other))
        {
            return true;
        }

        return one.Length == other.Length
            && SameUnits(
                ref MemoryMarshal.GetReference(one.AsSpan()),
                ref MemoryMarshal.GetReference(other.AsSpan()),
                one.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreEqual(ReadOnlySpan<char> one, string other) =>
        one.Length == other.Length
        && SameUnits(
            ref MemoryMarshal.GetReference(one),
            ref MemoryMarshal.GetReference(other.AsSpan()),
            one.Length);

    /// <summary>Two reads that overlap cover any length from one vector to two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool SameUnits(ref char one, ref char other, int length)
    {
        ref ushort left = ref Unsafe.As<char, ushort>(ref one);
        ref ushort right = ref Unsafe.As<char, ushort>(ref other);

        if (length >= Vector256<ushort>.Count && length <= 2 * Vector256<ushort>.Count)
        {
            nuint tail = (nuint)(length - Vector256<ushort>.Count);
            var head = Vector256.LoadUnsafe(ref left) ^ Vector256.LoadUnsafe(ref right);
            var rest = Vector256.LoadUnsafe(ref left, tail) ^ Vector256.LoadUnsafe(ref right, tail);
            return (head | rest) == Vector256<ushort>.Zero;
        }

        return SameUnitsSlow(ref one, ref other, length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool SameUnitsSlow(ref char one, ref char other, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref one, length)
            .SequenceEqual(MemoryMarshal.CreateReadOnlySpan(ref other, length));
}
