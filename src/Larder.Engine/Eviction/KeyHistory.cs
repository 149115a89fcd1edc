namespace Larder.Engine.Eviction;

/// <summary>What the policy learned about keys, in the store or not: how often they were asked for, and which left of late.</summary>
/// <remarks>
/// Invariants, all guarded by the policy lock.
/// <list type="bullet">
/// <item>Nothing is allocated before the first key is counted. Waiting until the store is half full was refused: entries
/// whose first request was not counted lose to any newcomer, which breaks loops for good.</item>
/// <item>By entries, everything is sized for the capacity once. By weight, and for capacities that are a wish rather than
/// an expectation, the number of entries is not known before; sizes grow when there are more, and the two short
/// memories begin anew.</item>
/// </list>
/// </remarks>
internal sealed class KeyHistory(long capacity, bool weighted, bool remembersLeavers)
{
    /// <summary>Entries of the capacity for each hash in a memory of those that left.</summary>
    private const int EntriesPerGhost = 8;

    /// <summary>What a store by weight is expected to hold at first.</summary>
    private const int FirstEntriesByWeight = 512;

    /// <summary>
    /// The most entries that are expected because the capacity says so. Who means "no limit" writes a larger number, and
    /// must not pay for it with the first write.
    /// </summary>
    private const long MostExpected = 1 << 24;

    /// <summary>What a store with more than that is expected to hold at first.</summary>
    private const int FirstEntriesOfMany = 65_536;

    private readonly bool _grows = weighted || capacity > MostExpected;
    private FrequencySketch? _sketch;
    private GhostQueue? _turnedAway;
    private GhostQueue? _replaced;

    /// <summary>Counts the write of a key, and tells where it would still be had the window been of another size.</summary>
    /// <returns>1 when a larger window would have kept it, -1 when a smaller one would have, else 0.</returns>
    internal int Count(uint hash, int queued)
    {
        if (_sketch is null || (_grows && queued > _sketch.Entries))
        {
            Grow();
        }

        _sketch!.Add(hash, 1);
        if (!remembersLeavers)
        {
            return 0;
        }

        if (_turnedAway!.Recall(hash))
        {
            return 1;
        }

        return _replaced!.Recall(hash) ? -1 : 0;
    }

    /// <summary>
    /// Asks the processor for what <see cref="Count"/> will look at. Needs no lock: the memories may be replaced by larger
    /// ones meanwhile, and then it asked for the old ones in vain.
    /// </summary>
    internal void Prefetch(uint hash)
    {
        _sketch?.Prefetch(hash);
        _turnedAway?.Prefetch(hash);
        _replaced?.Prefetch(hash);
    }

    /// <summary>Asks the processor for what <see cref="Estimate"/> will look at.</summary>
    internal void PrefetchEstimate(uint hash) => _sketch?.Prefetch(hash);

    /// <summary>Counts hits of a key.</summary>
    internal void CountHits(uint hash, int hits) => _sketch?.Add(hash, hits);

    internal int Estimate(uint hash) => _sketch?.Estimate(hash) ?? 0;

    /// <summary>Remembers a newcomer that lost its contest.</summary>
    internal void TurnedAway(uint hash) => _turnedAway?.Add(hash);

    /// <summary>Remembers a resident that had to leave.</summary>
    internal void Replaced(uint hash) => _replaced?.Add(hash);

    internal void Clear()
    {
        _sketch = null;
        _turnedAway = null;
        _replaced = null;
    }

    private long FirstEntries => weighted ? FirstEntriesByWeight : _grows ? FirstEntriesOfMany : capacity;

    private void Grow()
    {
        _sketch = _sketch is null
            ? new FrequencySketch(Math.Min(capacity, FirstEntries))
            : _sketch.Grown();

        if (remembersLeavers)
        {
            var ghosts = Math.Max(1, _sketch.Entries / EntriesPerGhost);
            _turnedAway = new GhostQueue(ghosts);
            _replaced = new GhostQueue(ghosts);
        }
    }
}
