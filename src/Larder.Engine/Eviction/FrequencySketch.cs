using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Larder.Engine.Entries;

namespace Larder.Engine.Eviction;

/// <summary>How often keys were asked for of late: a count-min sketch of four-bit counters, for hashes.</summary>
/// <remarks>
/// The counters of one key lie in one block of 64 bytes, so a look costs one cache line. Block = multiply-range of the
/// mixed hash, so the table is exactly as large as the capacity asks, and not a power of two. All four counters of a key
/// are raised; raising only the least ones (conservative update) estimates better and was refused all the same: loops
/// live by ties between keys that are equally good, and exact counts break these ties by the phase of the loop.
/// <para>
/// Counters are halved once in <see cref="AgeingFactor"/> times the capacity additions. A halving sweeps one block with
/// each addition that follows, so no call ever stops for the whole table.
/// </para>
/// Used under the policy lock only.
/// </remarks>
internal sealed class FrequencySketch
{
    /// <summary>The highest estimate.</summary>
    internal const int Max = 15;

    /// <summary>Additions between two halvings, in multiples of the capacity.</summary>
    private const int AgeingFactor = 10;

    /// <summary>Bytes of counters for each entry: sixteen counters.</summary>
    private const int BytesPerEntry = 8;

    /// <summary>The same for each entry beyond <see cref="ManyEntries"/>, where memory counts for more.</summary>
    private const int BytesPerFurtherEntry = 5;

    private const int ManyEntries = 65_536;

    /// <summary>Small stores get the table of this many entries: it costs little, and collisions hurt them most.</summary>
    private const int MinTableEntries = 512;

    /// <summary>Small stores age as slowly as one of this many entries; else their counters never get anywhere.</summary>
    private const int MinAgeingEntries = 64;

    private const int WordsPerBlock = 8;
    private const int BlockBytes = WordsPerBlock * sizeof(ulong);
    private const ulong LowThreeBits = 0x7777_7777_7777_7777;

    private readonly ulong[] _words;
    private readonly int _origin;
    private readonly uint _blocks;
    private readonly long _period;
    private long _additions;
    private uint _unswept;

    internal FrequencySketch(long entries)
        : this(BlocksFor(entries))
    {
        Entries = entries;
        _period = AgeingFactor * Math.Max(entries, MinAgeingEntries);
    }

    private FrequencySketch(uint blocks)
    {
        _blocks = blocks;
        _words = GC.AllocateArray<ulong>((int)(blocks + 1) * WordsPerBlock, pinned: true);
        _origin = FirstOnCacheLine(_words);
    }

    /// <summary>The number of entries the sketch is sized for.</summary>
    internal long Entries { get; }

    /// <summary>Counts accesses of a key.</summary>
    internal void Add(uint hash, int times)
    {
        Debug.Assert(times is > 0 and <= Max, "Nothing to count, or more than can be counted.");
        var mixed = Mix(hash);
        ref var block = ref Block(mixed);
        Raise(ref block, mixed, 0, times);
        Raise(ref block, mixed, 1, times);
        Raise(ref block, mixed, 2, times);
        Raise(ref block, mixed, 3, times);
        Age(times);
    }

    /// <summary>How often the key was counted since it was last forgotten: 0 to <see cref="Max"/>.</summary>
    internal int Estimate(uint hash)
    {
        var mixed = Mix(hash);
        ref var block = ref Block(mixed);
        return Lesser(
            Lesser(Counter(ref block, mixed, 0), Counter(ref block, mixed, 1)),
            Lesser(Counter(ref block, mixed, 2), Counter(ref block, mixed, 3)));
    }

    /// <summary>Asks the processor for the counters of a key. Needs no lock: it looks at nothing that changes.</summary>
    internal void Prefetch(uint hash) => CacheLine.Prefetch(ref Block(Mix(hash)));

    /// <summary>A sketch for more entries that knows nearly what this one knows: for twice as many, or for a quarter more
    /// where there are many already and the memory counts.</summary>
    /// <remarks>
    /// With multiply-range, the keys of a block fall into neighbouring blocks of a larger table. Each of those begins as a
    /// copy of the block in which most of its keys were.
    /// </remarks>
    internal FrequencySketch Grown()
    {
        var grown = new FrequencySketch(Entries < ManyEntries ? Entries * 2 : Entries + (Entries / 4));
        for (var block = 0L; block < grown._blocks; block++)
        {
            var from = (int)(((2 * block) + 1) * _blocks / (2 * grown._blocks));
            _words.AsSpan(_origin + (from * WordsPerBlock), WordsPerBlock)
                .CopyTo(grown._words.AsSpan(grown._origin + ((int)block * WordsPerBlock)));
        }

        grown._additions = _additions;
        return grown;
    }

    private static uint BlocksFor(long entries)
    {
        var counted = Math.Max(entries, MinTableEntries);
        var bytes = (Math.Min(counted, ManyEntries) * BytesPerEntry)
            + (Math.Max(counted - ManyEntries, 0) * BytesPerFurtherEntry);
        return (uint)Math.Min((bytes + BlockBytes - 1) / BlockBytes, (int.MaxValue / WordsPerBlock) - 2);
    }

    private static ulong Mix(uint hash)
    {
        var mixed = (hash + 1UL) * 0x9E37_79B9_7F4A_7C15;
        mixed ^= mixed >> 32;
        return mixed * 0xD6E8_FEB8_6659_FD93;
    }

    private static unsafe int FirstOnCacheLine(ulong[] pinned)
    {
        var address = (nuint)Unsafe.AsPointer(ref pinned[0]);
        return (int)(((BlockBytes - (address % BlockBytes)) % BlockBytes) / sizeof(ulong));
    }

    // Without a branch, here and below: nobody can guess which of four counters is the least, or which is full.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Raise(ref ulong block, ulong mixed, int row, int times)
    {
        ref var word = ref Word(ref block, mixed, row, out var shift);
        var before = (int)(word >> shift) & Max;
        var sum = before + times;
        var after = (sum | -(sum >> 4)) & Max; // beyond the highest count all four bits are set
        word += (ulong)(after - before) << shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Counter(ref ulong block, ulong mixed, int row) =>
        (int)(Word(ref block, mixed, row, out var shift) >> shift) & Max;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Lesser(int one, int other) => other + ((one - other) & ((one - other) >> 31));

    /// <summary>The word of one of a key's four counters. Each row has two words of its own: 32 counters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ulong Word(ref ulong block, ulong mixed, int row, out int shift)
    {
        var bits = (int)(mixed >> (row * 5)) & 31;
        shift = (bits & 15) << 2;
        return ref Unsafe.Add(ref block, (row * 2) + (bits >> 4));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong Block(ulong mixed)
    {
        var block = (uint)(((mixed >> 32) * _blocks) >> 32);
        return ref Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(_words), (nuint)_origin + ((nuint)block * WordsPerBlock));
    }

    private void Age(int times)
    {
        _additions += times;
        if (_additions >= _period)
        {
            // What was swept late from the last halving is at most a small part of the table: a period is many times
            // longer than a sweep.
            _additions = 0;
            _unswept = _blocks;
        }

        if (_unswept > 0)
        {
            _unswept--;
            var words = _words.AsSpan(_origin + (int)(_unswept * WordsPerBlock), WordsPerBlock);
            for (var index = 0; index < words.Length; index++)
            {
                words[index] = (words[index] >> 1) & LowThreeBits;
            }
        }
    }
}
