using System.Runtime.CompilerServices;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Cases;

/// <summary>Asks for keys and lets the cache make what it lacks.</summary>
internal sealed class LoadLane<TContestant, TKey>(TContestant contestant, KeySet<TKey> keys, int start)
    : Lane(keys.Order, start)
    where TContestant : struct, IContestant<TContestant, TKey>
{
    private readonly TContestant _contestant = contestant;
    private readonly TKey[] _keys = keys.Asked;
    private readonly Maker _maker = new();
    private Payload? _last;

    public override long Misses => _maker.Made;

    [MethodImpl(MethodImplOptions.NoInlining)] // see Lane.Work
    protected override void Work(ReadOnlySpan<int> positions)
    {
        var cache = _contestant;
        var asked = _keys;
        var maker = _maker;
        var last = _last;
        foreach (var position in positions)
        {
            last = cache.GetOrAdd(asked[position], maker);
        }

        _last = last;
    }
}
