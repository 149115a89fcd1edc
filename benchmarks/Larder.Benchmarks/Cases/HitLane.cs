using System.Runtime.CompilerServices;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Cases;

/// <summary>Looks keys up that are all there.</summary>
internal sealed class HitLane<TContestant, TKey>(TContestant contestant, KeySet<TKey> keys, int start)
    : Lane(keys.Order, start)
    where TContestant : struct, IContestant<TContestant, TKey>
{
    private readonly TContestant _contestant = contestant;
    private readonly TKey[] _keys = keys.Asked;
    private Payload? _last;
    private long _misses;

    public override long Misses => _misses;

    [MethodImpl(MethodImplOptions.NoInlining)] // see Lane.Work
    protected override void Work(ReadOnlySpan<int> positions)
    {
        // Locals, so that no field of this object is read again in the loop.
        var cache = _contestant;
        var asked = _keys;
        var hits = 0;
        var last = _last;
        foreach (var position in positions)
        {
            if (cache.TryGet(asked[position], out var value))
            {
                hits++;
                last = value;
            }
        }

        _last = last;
        _misses += positions.Length - hits;
    }
}
