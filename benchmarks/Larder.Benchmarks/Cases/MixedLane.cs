using System.Runtime.CompilerServices;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Cases;

/// <summary>Nine look-ups for each write, which replaces an entry that is there.</summary>
internal sealed class MixedLane<TContestant, TKey>(TContestant contestant, KeySet<TKey> keys, int start)
    : Lane(MarkWrites(keys.Order), start)
    where TContestant : struct, IContestant<TContestant, TKey>
{
    private const double WriteShare = 0.1;
    private const int WriteSeed = 11;

    private readonly TContestant _contestant = contestant;
    private readonly TKey[] _keys = keys.Asked;
    private readonly Payload[] _values = keys.Values;
    private Payload? _last;
    private long _misses;

    public override long Misses => _misses;

    [MethodImpl(MethodImplOptions.NoInlining)] // see Lane.Work
    protected override void Work(ReadOnlySpan<int> positions)
    {
        var cache = _contestant;
        var asked = _keys;
        var values = _values;
        var misses = 0;
        var last = _last;
        foreach (var position in positions)
        {
            if (position < 0)
            {
                cache.Set(asked[~position], values[~position]);
            }
            else if (cache.TryGet(asked[position], out var value))
            {
                last = value;
            }
            else
            {
                misses++;
            }
        }

        _last = last;
        _misses += misses;
    }

    /// <summary>The order, with the complement of the position where it is written: the loop draws no lots.</summary>
    private static int[] MarkWrites(int[] order)
    {
        var random = new Random(WriteSeed);
        return Array.ConvertAll(order, position => random.NextDouble() < WriteShare ? ~position : position);
    }
}
