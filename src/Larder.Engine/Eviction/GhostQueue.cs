using System.Diagnostics;

namespace Larder.Engine.Eviction;

/// <summary>A short memory of the hashes that left last: first in, first forgotten.</summary>
/// <remarks>
/// A hash lies in one set of eight ways, each a 16-bit fingerprint and a 16-bit time, four bytes; time advances by one every
/// few additions, so that the whole memory spans a small part of the 16 bits. There is no list: an entry is forgotten by its
/// age, or, in a set that is fuller than most, because the oldest way is overwritten. A wrong answer is had once in some
/// thousand looks, and moves a balance by one slot.
/// <para>Used under the policy lock only.</para>
/// </remarks>
internal sealed class GhostQueue
{
    private const int Ways = 8;

    /// <summary>Ways in use in a set on average, when the memory is full; the rest is room for uneven sets.</summary>
    private const int MeanUse = 6;

    /// <summary>The most times a full memory spans, of 65,536; a way older than that is forgotten.</summary>
    private const long MaxSpan = 4096;

    private readonly uint[] _ways;
    private readonly uint _sets;
    private readonly int _additionsPerTime;
    private readonly ushort _span;
    private ushort _now;
    private int _additions;

    internal GhostQueue(long entries)
    {
        Debug.Assert(entries > 0, "A memory of nothing.");
        _sets = entries <= Ways ? 1 : (uint)Math.Min((entries + MeanUse - 1) / MeanUse, int.MaxValue / Ways);
        _ways = new uint[_sets * Ways];
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

        var set = Set(hash, out var fingerprint);
        var oldest = 0;
        var age = -1;
        for (var way = 0; way < set.Length; way++)
        {
            var itsAge = Age(set[way]);
            if (itsAge > age)
            {
                oldest = way;
                age = itsAge;
            }
        }

        set[oldest] = (fingerprint << 16) | _now;
    }

    /// <summary>Forgets a hash.</summary>
    /// <returns>Whether it was remembered.</returns>
    internal bool Remove(uint hash)
    {
        var set = Set(hash, out var fingerprint);
        for (var way = 0; way < set.Length; way++)
        {
            if (set[way] >> 16 == fingerprint && Age(set[way]) < _span)
            {
                // As old as can be: the first to be overwritten.
                set[way] = (ushort)(_now + 1);
                return true;
            }
        }

        return false;
    }

    private int Age(uint way) => (ushort)(_now - (ushort)way);

    private Span<uint> Set(uint hash, out uint fingerprint)
    {
        var mixed = (hash + 1UL) * 0xC2B2_AE3D_27D4_EB4F;
        mixed ^= mixed >> 29;
        mixed *= 0x9E37_79B9_7F4A_7C15;
        fingerprint = (uint)(mixed & 0xFFFF);
        return _ways.AsSpan((int)((mixed >> 32) * _sets >> 32) * Ways, Ways);
    }
}
