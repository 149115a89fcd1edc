using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Larder.Engine.Entries;

namespace Larder.Engine.Eviction;

/// <summary>A short memory of the hashes that left last: first in, first forgotten.</summary>
/// <remarks>
/// A hash lies in one set of eight ways, each a 16-bit fingerprint and a 16-bit time, four bytes; first the fingerprints of
/// a set, then its times, so that eight of either are compared at once. Time advances by one every few additions, so that
/// the whole memory spans a small part of the 16 bits. There is no list: an entry is forgotten by its age, or, in a set that
/// is fuller than most, because the oldest way is overwritten. A wrong answer is had once in some thousand looks, and moves
/// a balance by one slot.
/// <para>Used under the policy lock only.</para>
/// </remarks>
internal sealed class GhostQueue
{
    private const int Ways = 8;

    /// <summary>Ways in use in a set on average, when the memory is full; the rest is room for uneven sets.</summary>
    private const int MeanUse = 6;

    /// <summary>The most times a full memory spans, of 65,536; a way older than that is forgotten.</summary>
    private const long MaxSpan = 4096;

    private const int UnitsPerSet = 2 * Ways;
    private const int BitsOfWay = 3;

    private readonly ushort[] _units;
    private readonly uint _sets;
    private readonly int _additionsPerTime;
    private readonly ushort _span;
    private ushort _now;
    private int _additions;

    internal GhostQueue(long entries)
    {
        Debug.Assert(entries > 0, "A memory of nothing.");
        _sets = entries <= Ways ? 1 : (uint)Math.Min((entries + MeanUse - 1) / MeanUse, int.MaxValue / UnitsPerSet);
        _units = new ushort[_sets * UnitsPerSet];
        _additionsPerTime = (int)((entries + MaxSpan - 1) / MaxSpan);
        _span = (ushort)((entries + _additionsPerTime - 1) / _additionsPerTime);
        _now = ushort.MaxValue / 2;
    }

    /// <summary>Remembers a hash.</summary>
    internal void Add(uint hash)
    {
        if (++_additions >= _additionsPerTime)
        {
            _additions = 0;
            _now++;
        }

        ref var set = ref Set(hash, out var fingerprint);
        var oldest = Oldest(Vector128.LoadUnsafe(ref set, Ways));
        Unsafe.Add(ref set, oldest) = fingerprint;
        Unsafe.Add(ref set, Ways + oldest) = _now;
    }

    /// <summary>Asks the processor for the set of a hash. Needs no lock: it looks at nothing that changes.</summary>
    internal void Prefetch(uint hash) => CacheLine.Prefetch(ref Set(hash, out _));

    /// <summary>
    /// Tells whether a hash is remembered. One that was asked for is remembered anew: what comes back again and again says
    /// each time where it would have been.
    /// </summary>
    internal bool Recall(uint hash)
    {
        ref var set = ref Set(hash, out var fingerprint);
        var same = Vector128.Equals(Vector128.LoadUnsafe(ref set), Vector128.Create(fingerprint));
        for (var ways = same.ExtractMostSignificantBits(); ways != 0; ways &= ways - 1)
        {
            ref var time = ref Unsafe.Add(ref set, Ways + BitOperations.TrailingZeroCount(ways));
            if ((ushort)(_now - time) < _span)
            {
                time = _now;
                return true;
            }
        }

        return false;
    }

    /// <summary>The first of the ways with the greatest age: no branch, since which it is cannot be guessed.</summary>
    private int Oldest(Vector128<ushort> times)
    {
        // Counted from the age of the oldest there can be, the oldest is the least; the number of the way breaks ties.
        var (low, high) = Vector128.Widen(times - Vector128.Create((ushort)(_now + 1)));
        var least = Vector128.Min(
            (low << BitsOfWay) | Vector128.Create(0u, 1, 2, 3), (high << BitsOfWay) | Vector128.Create(4u, 5, 6, 7));
        least = Vector128.Min(least, Vector128.Shuffle(least, Vector128.Create(2u, 3, 0, 1)));
        least = Vector128.Min(least, Vector128.Shuffle(least, Vector128.Create(1u, 0, 3, 2)));
        return (int)(least.ToScalar() & (Ways - 1));
    }

    private ref ushort Set(uint hash, out ushort fingerprint)
    {
        var mixed = (hash + 1UL) * 0xC2B2_AE3D_27D4_EB4F;
        mixed ^= mixed >> 29;
        mixed *= 0x9E37_79B9_7F4A_7C15;
        fingerprint = (ushort)mixed;
        var set = (nuint)((mixed >> 32) * _sets >> 32); // less than the number of sets, whatever the hash
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_units), set * UnitsPerSet);
    }
}
