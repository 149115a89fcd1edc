namespace Larder.Memory;

/// <summary>What the store cannot count for a cache. Hits and misses are the store's, corrected by what is counted here.</summary>
/// <remarks>Invariants: every count moves by atomic addition, on misses, writes and stale hits only, never on a plain hit.</remarks>
internal sealed class CacheCounters
{
    private long _notHits;
    private long _skippedReads;
    private long _staleHits;
    private long _standIns;
    private long _sets;
    private long _deletes;
    private long _loads;
    private long _loadFailures;
    private long _refreshes;
    private long _overloads;
    private long _errors;
    private long _farHits;
    private long _farMisses;
    private long _damaged;
    private long _tooLarge;
    private long _writtenLate;
    private long _notWrittenLate;

    internal long NotHits => Interlocked.Read(ref _notHits);

    internal long SkippedReads => Interlocked.Read(ref _skippedReads);

    internal long StaleHits => Interlocked.Read(ref _staleHits);

    internal long StandIns => Interlocked.Read(ref _standIns);

    internal long Sets => Interlocked.Read(ref _sets);

    internal long Deletes => Interlocked.Read(ref _deletes);

    internal long Loads => Interlocked.Read(ref _loads);

    internal long LoadFailures => Interlocked.Read(ref _loadFailures);

    internal long Refreshes => Interlocked.Read(ref _refreshes);

    internal long Overloads => Interlocked.Read(ref _overloads);

    internal long Errors => Interlocked.Read(ref _errors);

    internal long FarHits => Interlocked.Read(ref _farHits);

    internal long FarMisses => Interlocked.Read(ref _farMisses);

    internal long Damaged => Interlocked.Read(ref _damaged);

    internal long TooLarge => Interlocked.Read(ref _tooLarge);

    internal long WrittenLate => Interlocked.Read(ref _writtenLate);

    internal long NotWrittenLate => Interlocked.Read(ref _notWrittenLate);

    /// <summary>The store found an entry that the cache could not use.</summary>
    internal void CountNotHit() => Interlocked.Increment(ref _notHits);

    /// <summary>A caller asked not to look into memory.</summary>
    internal void CountSkippedRead() => Interlocked.Increment(ref _skippedReads);

    /// <summary>A look-up was answered at once, with a stale value.</summary>
    internal void CountStaleHit() => Interlocked.Increment(ref _staleHits);

    /// <summary>A look-up that was counted as a miss got an older value, or a fallback, instead of a loaded one.</summary>
    internal void CountStandIn() => Interlocked.Increment(ref _standIns);

    internal void CountSets(long sets) => Interlocked.Add(ref _sets, sets);

    internal void CountDeletes(long deletes) => Interlocked.Add(ref _deletes, deletes);

    internal void CountLoad() => Interlocked.Increment(ref _loads);

    internal void CountLoadFailure() => Interlocked.Increment(ref _loadFailures);

    internal void CountRefresh() => Interlocked.Increment(ref _refreshes);

    internal void CountOverload() => Interlocked.Increment(ref _overloads);

    internal void CountError() => Interlocked.Increment(ref _errors);

    /// <summary>A look-up that memory could not answer was answered by the tier beyond it.</summary>
    internal void CountFarHit() => Interlocked.Increment(ref _farHits);

    internal void CountFarMiss() => Interlocked.Increment(ref _farMisses);

    internal void CountDamaged() => Interlocked.Increment(ref _damaged);

    internal void CountTooLarge() => Interlocked.Increment(ref _tooLarge);

    /// <summary>A tier took after all what it had missed.</summary>
    internal void CountWrittenLate() => Interlocked.Increment(ref _writtenLate);

    /// <summary>What a tier had missed was not written to it: somebody else may know better, or it is no longer there.</summary>
    internal void CountNotWrittenLate() => Interlocked.Increment(ref _notWrittenLate);
}
