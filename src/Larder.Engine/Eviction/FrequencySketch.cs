using System.Diagnostics;
using System.Runtime.CompilerServices;

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

    private const int Rows = 4;
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
        Debug.Assert(times > 0, "Nothing to count.");
        var mixed = Mix(hash);
        ref var block = ref Block(mixed);
        for (var row = 0; row < Rows; row++)
        {
            ref var word = ref Word(ref block, mixed, row, out var shift);
            var raised = Math.Min(((word >> shift) & Max) + (ulong)times, Max);
            word = (word & ~((ulong)Max << shift)) | (raised << shift);
        }

        Age(times);
    }

    /// <summary>How often the key was counted since it was last forgotten: 0 to <see cref="Max"/>.</summary>
    internal int Estimate(uint hash)
    {
        var mixed = Mix(hash);
        return Least(ref Block(mixed), mixed);
    }

    /// <summary>A sketch for twice the entries that knows nearly what this one knows.</summary>
    /// <remarks>
    /// With multiply-range, the keys of a block fall into neighbouring blocks of a larger table. Each of those begins as a
    /// copy of the block in which most of its keys were.
    /// </remarks>
    internal FrequencySketch Doubled()
    {
        var doubled = new FrequencySketch(Entries * 2);
        for (var block = 0L; block < doubled._blocks; block++)
        {
            var from = (int)(((2 * block) + 1) * _blocks / (2 * doubled._blocks));
            _words.AsSpan(_origin + (from * WordsPerBlock), WordsPerBlock)
                .CopyTo(doubled._words.AsSpan(doubled._origin + ((int)block * WordsPerBlock)));
        }

        doubled._additions = _additions;
        return doubled;
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

    private static int Least(ref ulong block, ulong mixed)
    {
        var least = (ulong)Max;
        for (var row = 0; row < Rows; row++)
        {
            var word = Word(ref block, mixed, row, out var shift);
            least = Math.Min(least, (word >> shift) & Max);
        }

        return (int)least;
    }

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
        return ref _words[_origin + (int)(block * WordsPerBlock)];
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
