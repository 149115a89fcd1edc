using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Larder.Engine.Keys;

/// <summary>A seeded hash of texts and numbers: 32 bits, each of them good.</summary>
/// <remarks>
/// One step, the fold, is a 64 × 64 → 128 bit product whose halves are joined by exclusive or, as in wyhash. Both
/// factors are masked by secret words, so that an adversary cannot choose keys that collide, and progressions of
/// numbers do not line up. A number takes two folds: after one, some strides still cluster under some seeds. A text
/// takes one for each 16 bytes, chained, because lanes that run side by side can be made to cancel each other without
/// the secret. The value is the same on every machine of one byte order, and is never stored.
/// </remarks>
internal readonly struct KeyHash
{
    private const ulong OddA = 0x9E37_79B9_7F4A_7C15;
    private const ulong OddB = 0xD6E8_FEB8_6659_FD93;

    private readonly ulong _block;
    private readonly ulong _start;
    private readonly ulong _end;

    /// <remarks>The words of the seed are spread first: a seed of zeros must be as good as any.</remarks>
    internal KeyHash(HashSeed seed)
    {
        _block = Spread(seed.First + OddA);
        _start = Spread(seed.Second ^ _block);
        _end = Spread(_block + _start);
    }

    /// <summary>Hashes a number, or the bits of anything that fits in eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint Of(ulong bits) => (uint)Fold(Fold(bits ^ _block, OddA) ^ _start, OddB);

    /// <summary>Hashes sixteen bytes, given as two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint Of(ulong low, ulong high) => (uint)Fold(Fold(low ^ _block, high ^ _start) ^ _end, OddB);

    /// <summary>Hashes a text, by its UTF-16 code units.</summary>
    internal uint Of(ReadOnlySpan<char> text)
    {
        ref byte data = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text));
        nint length = (nint)(uint)text.Length * sizeof(char);
        ulong state = _start;
        ulong first;
        ulong last;

        if (length > 2 * sizeof(ulong))
        {
            // The last 16 bytes may overlap the block before them, which is cheaper than a loop over the rest.
            nint tail = length - (2 * sizeof(ulong));

            for (nint at = 0; at < tail; at += 2 * sizeof(ulong))
            {
                state = Fold(Word(ref data, at) ^ _block, Word(ref data, at + sizeof(ulong)) ^ state);
            }

            first = Word(ref data, tail);
            last = Word(ref data, tail + sizeof(ulong));
        }
        else if (length >= sizeof(ulong))
        {
            first = Word(ref data, 0);
            last = Word(ref data, length - sizeof(ulong));
        }
        else if (length >= sizeof(uint))
        {
            first = Unsafe.ReadUnaligned<uint>(ref data);
            last = Unsafe.ReadUnaligned<uint>(ref Unsafe.AddByteOffset(ref data, length - sizeof(uint)));
        }
        else
        {
            first = length == 0 ? 0UL : Unsafe.ReadUnaligned<ushort>(ref data);
            last = 0;
        }

        // The length keeps apart what overlapping reads make look the same: four and five times the same character.
        state = Fold(first ^ _block, last ^ state);
        return (uint)Fold(state ^ _end, (ulong)length ^ OddB);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ref byte data, nint at) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.AddByteOffset(ref data, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong x, ulong y)
    {
        if (Bmi2.X64.IsSupported)
        {
            // The overload that gives both halves returns one of them through memory, and every block of a text would
            // wait for it. Multiplying twice is cheaper.
            return Bmi2.X64.MultiplyNoFlags(x, y) ^ (x * y);
        }

        ulong high = Math.BigMul(x, y, out ulong low);
        return high ^ low;
    }

    /// <summary>
    /// The finishing steps of SplitMix64: a bijection, in which each bit of the input moves half of the output.
    /// </summary>
    private static ulong Spread(ulong word)
    {
        word = (word ^ (word >> 30)) * 0xBF58_476D_1CE4_E5B9;
        word = (word ^ (word >> 27)) * 0x94D0_49BB_1331_11EB;
        return word ^ (word >> 31);
    }
}
