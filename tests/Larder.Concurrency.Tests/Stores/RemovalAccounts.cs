using System.Collections.Concurrent;
using Larder.Engine;
using Larder.Testing;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>A listener's book: which value was told gone, and how often.</summary>
/// <remarks>Invariants: thread-safe by the dictionary; read when the store is quiet.</remarks>
internal sealed class RemovalAccounts
{
    private readonly ConcurrentDictionary<long, RemovalCause> _gone = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly long[] _byCause = new long[Enum.GetValues<RemovalCause>().Length];

    /// <summary>How many values were told gone for one cause.</summary>
    internal long this[RemovalCause cause] => Interlocked.Read(ref _byCause[(int)cause]);

    /// <summary>How many values were told gone.</summary>
    internal int Count => _gone.Count;

    /// <summary>Whether a value was told gone.</summary>
    internal bool Has(long number) => _gone.ContainsKey(number);

    internal void Tell(int key, long number, RemovalCause cause)
    {
        Interlocked.Increment(ref _byCause[(int)cause]); // partner: the read in the indexer
        if (!_gone.TryAdd(number, cause)) _faults.Enqueue($"{number} of key {key} was told gone twice, now {cause}.");
    }

    /// <summary>Waits for the news of the last removals, which a thread of the pool may still be telling.</summary>
    internal void AwaitAllOf(NumberedStore store)
    {
        var owed = store.GetStatistics().Sets - store.Count;
        SpinWait.SpinUntil(() => Count + _faults.Count >= owed, WaitLimit.Default);
    }

    /// <summary>Fails if a value was told gone twice.</summary>
    internal void AssertFaultless() => Assert.Empty(_faults);
}
