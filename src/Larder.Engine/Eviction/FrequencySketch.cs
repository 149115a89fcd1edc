using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Larder.Engine.Eviction;

/// <summary>How often keys were asked for of late: a count-min sketch of four-bit counters, for hashes.</summary>
/// <remarks>
/// The counters of one key lie in one block of 64 bytes, so a look costs one cache line. Block = multiply-range of the
/// mixed hash, so the table is exactly as large as the capacity asks, and not a power of two. Only the least of a key's four
/// counters are raised (conservative update), which halves the error and with it the bytes needed.
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

    /// <summary>Bytes of counters for each entry of the capacity: eight counters.</summary>
    private const int BytesPerEntry = 8;

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
        : this((uint)Math.Clamp((entries * BytesPerEntry + BlockBytes - 1) / BlockBytes, 1, int.MaxValue / WordsPerBlock - 1))
    {
        Entries = entries;
        _period = AgeingFactor * Math.Max(entries, BlockBytes / BytesPerEntry);
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
        var least = Least(ref block, mixed);
        var raised = (ulong)Math.Min(least + times, Max);
        if (raised > (ulong)least)
        {
            for (var row = 0; row < 4; row++)
            {
                ref var word = ref Word(ref block, mixed, row, out var shift);
                if (((word >> shift) & Max) < raised)
                {
                    word = (word & ~((ulong)Max << shift)) | (raised << shift);
                }
            }
        }

        Age(times);
    }

    /// <summary>How often the key was counted since it was last forgotten: 0 to <see cref="Max"/>.</summary>
    internal int Estimate(uint hash)
    {
        var mixed = Mix(hash);
        return Least(ref Block(mixed), mixed);
    }

    /// <summary>A sketch twice as large that knows what this one knows.</summary>
    /// <remarks>With multiply-range, the keys of a block fall into two neighbours of the doubled table.</remarks>
    internal FrequencySketch Doubled()
    {
        var doubled = new FrequencySketch(Entries * 2);
        if (doubled._blocks == _blocks * 2)
        {
            for (var block = 0; block < _blocks; block++)
            {
                var from = _words.AsSpan(_origin + (block * WordsPerBlock), WordsPerBlock);
                from.CopyTo(doubled._words.AsSpan(doubled._origin + (block * 2 * WordsPerBlock)));
                from.CopyTo(doubled._words.AsSpan(doubled._origin + (((block * 2) + 1) * WordsPerBlock)));
            }

            doubled._additions = _additions;
        }

        return doubled;
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
        for (var row = 0; row < 4; row++)
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
