using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Cases;

/// <summary>Builds contestants and makes the lanes that drive them. All of them are asked for the same keys.</summary>
/// <param name="traffic">What the lanes do.</param>
/// <param name="keys">How many keys there are.</param>
/// <param name="lanes">How many lanes drive each contestant.</param>
internal sealed class LaneExperiment(Traffic traffic, int keys, int lanes) : IExperiment<Lane[]>
{
    /// <summary>The positions of an order: longer for the cases that would otherwise replay a short history.</summary>
    private const int ShortOrder = 1 << 20;
    private const int LongOrder = 1 << 22;
    private const int KeysOfLongOrder = 500_000;

    private const double RoomForHits = 1.25;
    private const double RoomForLoads = 0.1;

    // The same objects for every contestant: where a key lies in memory is then no difference between them.
    private object? _set;

    public Lane[] Run<TContestant, TKey>(Shape shape, IKeySource<TKey> source)
        where TContestant : struct, IContestant<TContestant, TKey>
    {
        var room = traffic is Traffic.Loads ? RoomForLoads : RoomForHits;
        var isLong = traffic is Traffic.Loads || keys >= KeysOfLongOrder;
        _set ??= KeySet<TKey>.Create(source, keys, isLong ? LongOrder : ShortOrder);
        var set = (KeySet<TKey>)_set;
        var contestant = TContestant.Create(shape with { Capacity = (int)(keys * room) });
        if (traffic is not Traffic.Loads)
        {
            foreach (var i in set.Insertion)
            {
                contestant.Fill(set.Stored[i], set.Values[i]);
            }

            contestant.Settle();
        }

        var made = new Lane[lanes];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = MakeLane(contestant, set, (int)((long)set.Order.Length * i / made.Length));
        }

        return made;
    }

    private Lane MakeLane<TContestant, TKey>(TContestant contestant, KeySet<TKey> set, int start)
        where TContestant : struct, IContestant<TContestant, TKey> => traffic switch
        {
            Traffic.Hits => new HitLane<TContestant, TKey>(contestant, set, start),
            Traffic.Loads => new LoadLane<TContestant, TKey>(contestant, set, start),
            _ => new MixedLane<TContestant, TKey>(contestant, set, start),
        };
}
