using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Cases;

/// <summary>Counts the managed bytes of a full cache. Keys and values are made before and are not counted.</summary>
/// <param name="entries">How many entries are stored; also the capacity.</param>
internal sealed class BytesExperiment(int entries) : IExperiment<Figures>
{
    private const int NoOrder = 1;

    public Figures Run<TContestant, TKey>(Shape shape, IKeySource<TKey> source)
        where TContestant : struct, IContestant<TContestant, TKey>
    {
        var set = KeySet<TKey>.Create(source, entries, NoOrder);
        var before = BytesInUse();
        var contestant = TContestant.Create(shape with { Capacity = entries });
        foreach (var i in set.Insertion)
        {
            contestant.Fill(set.Stored[i], set.Values[i]);
        }

        contestant.Settle();
        var bytes = BytesInUse() - before;
        var held = set.Asked.Count(key => contestant.TryGet(key, out _));
        GC.KeepAlive(set);

        return new Figures { [Metric.EntryBytes] = (double)bytes / held, [Metric.Held] = (double)held / entries };
    }

    private static long BytesInUse()
    {
        // Twice, because what finalizers let go of is only freed by the next collection.
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
