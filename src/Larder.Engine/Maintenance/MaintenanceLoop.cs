using System.Diagnostics;
using Larder.Engine.Entries;
using Larder.Engine.Eviction;
using Larder.Engine.Expiry;
using Larder.Engine.Time;

namespace Larder.Engine.Maintenance;

/// <summary>The sole holder of the policy lock: what was written goes into the policy, what is too much leaves.</summary>
/// <remarks>
/// <para>Invariants.</para>
/// <list type="bullet">
/// <item>The policy, the wheel, the pinned and stray queues and <see cref="_admitted"/> are touched under
/// <see cref="_policyLock"/> only. The lock order is policy lock, then one stripe lock; a writer lets its stripe go
/// before it comes here.</item>
/// <item>Each entry comes through <see cref="Accept"/> exactly once, in the order of its writer. Each entry that leaves
/// the table is subtracted exactly once: from <see cref="_admitted"/> when maintenance took it out, by
/// <see cref="Released"/> when anybody else did. So admitted minus released is the weight in the table, once the
/// pending queue is empty.</item>
/// <item>Nothing is left behind: a writer that finds the lock taken leaves its entry in the pending queue and tries the
/// lock again; the holder lets the lock go and looks at the queue again. Both do so after a full fence (the
/// writer's stands in <see cref="PendingWrites.TryPush"/>, the holder's in letting the lock go), so one of the two sees
/// the other. At most
/// <see cref="PendingWrites.Capacity"/> entries wait; one more writer waits for the lock.</item>
/// </list>
/// </remarks>
internal sealed class MaintenanceLoop : IExpirySink, IDisposable, IAsyncDisposable
{
    // Retired entries that are still queued cost memory. Beyond this many, and beyond half as many as are alive, the
    // queues are swept: after so many removals a few segments, which hold more dead than were removed since.
    private const int TolerableDead = 256;
    private const int RemovalsPerSweep = 64;
    private const int SegmentsPerSweep = 8;

    // How much later than its deadline an entry that nobody asks for may leave: accuracy is the look-up's business.
    private const long WheelResolution = TimeSpan.TicksPerSecond / 4;

    private readonly Lock _policyLock = new();
    private readonly PendingWrites _pending = new();
    private readonly TimerWheel _wheel;
    private readonly IMaintenanceSink _sink;
    private readonly CoarseClock _clock;
    private readonly ExpiryTimer _timer;
    private readonly long _capacity;
    private readonly bool _weighted;
    private long _admitted;
    private long _released;
    private long _removals;
    private long _nextDue = EntryNode.Never;

    internal MaintenanceLoop(StoreOptions options, bool weighted, CoarseClock clock, IMaintenanceSink sink)
    {
        _capacity = options.Capacity;
        _weighted = weighted;
        _clock = clock;
        _sink = sink;
        _wheel = new TimerWheel(clock.Advance(), WheelResolution);
        _timer = new ExpiryTimer(options.Time, clock, Run);

        // Chance admits a newcomer now and then. It is as secret as the hash, and as repeatable where that is fixed.
        var secret = options.HashSeed ?? HashSeed.OfProcess;
        var chance = unchecked((int)(secret.First ^ (secret.First >> 32)));
        Policy = PolicyFactory.Create(options.Eviction, options.Capacity, weighted, _wheel, chance);
    }

    /// <summary>Only its hit side may be used without the policy lock.</summary>
    internal IEvictionPolicy Policy { get; }

    /// <summary>
    /// Whether so many entries are watched apart that a writer had better replace an entry than bring its deadline
    /// forward. Read without the lock: a benign race, of which a few places too many are the worst outcome.
    /// </summary>
    internal bool WatchesTooMany => _wheel.WatchedCount > TolerableDead + (_sink.Count / 2);

    /// <summary>How many entries the wheel watches apart; for tests.</summary>
    internal int WatchedCount => _wheel.WatchedCount;

    /// <summary>Tells that an entry left the table by other hands than maintenance's.</summary>
    internal void Released(int weight)
    {
        Interlocked.Add(ref _released, weight); // partner: the reads in IsFull and EvictUnderLock
        if (Interlocked.Increment(ref _removals) % RemovalsPerSweep == 0 && _policyLock.TryEnter())
        {
            try
            {
                SweepUnderLock();
            }
            finally
            {
                _policyLock.Exit();
            }

            DrainIfFree();
        }
    }

    /// <summary>Lets the policy count its order from the start again, unless the lock is taken: then somebody writes,
    /// and the policy does so by itself.</summary>
    internal void RenewOrder()
    {
        if (_policyLock.TryEnter())
        {
            try
            {
                Policy.RenewOrder();
            }
            finally
            {
                _policyLock.Exit();
            }

            DrainIfFree();
        }
    }

    /// <summary>Brings a new entry in, and takes out what is too much. The caller holds no lock.</summary>
    internal void Post(EntryNode node)
    {
        if (!_policyLock.TryEnter())
        {
            if (_pending.TryPush(node))
            {
                DrainIfFree();
                return;
            }

            _policyLock.Enter();
        }

        try
        {
            DrainUnderLock();
            Accept(node);
            EvictUnderLock();
            AdvanceUnderLock();
        }
        finally
        {
            _policyLock.Exit();
        }

        AfterWork();
    }

    /// <summary>An entry's deadline was moved earlier in place, so the wheel must meet it sooner.</summary>
    internal void PostEarlier(EntryNode node)
    {
        lock (_policyLock)
        {
            // Another write may have taken the deadline away again since the stripe lock was let go.
            if ((node.Flags & (EntryFlags.Timed | EntryFlags.Retired)) == EntryFlags.Timed)
            {
                _wheel.Watch(node);
            }

            AdvanceUnderLock();
        }

        AfterWork();
    }

    /// <summary>Takes out the coldest entries, as many as are asked for; returns how many went.</summary>
    internal int Trim(long count, RemovalCause cause)
    {
        var taken = 0;
        lock (_policyLock)
        {
            DrainUnderLock();
            while (taken < count && Policy.QueuedCount > 0)
            {
                taken += Policy.SelectColdest() is { } victim && TakeOut(victim, cause) ? 1 : 0;
            }
        }

        AfterWork();
        return taken;
    }

    /// <summary>Empties the table and every queue.</summary>
    internal void Clear()
    {
        lock (_policyLock)
        {
            Interlocked.Add(ref _released, _sink.TakeOutEverything()); // partner: the reads in IsFull and EvictUnderLock

            // What was accepted so far has left the table. What waits may have been written since: it is accepted
            // after the queues were emptied, or it would sit on none and could never be evicted.
            Policy.Clear();
            _wheel.Clear();
            DrainUnderLock();
            AdvanceUnderLock();
        }

        AfterWork();
    }

    /// <summary>Catches up with everything that waits: pending entries, capacity, deadlines.</summary>
    internal void Run()
    {
        bool moreIsDue;
        do
        {
            // The wheel bounds the work of one turn, so that writers get the lock in between.
            lock (_policyLock)
            {
                DrainUnderLock();
                EvictUnderLock();
                moreIsDue = AdvanceUnderLock();
                SweepUnderLock();
            }

            AfterWork();
        }
        while (moreIsDue);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Ends the timer, and waits for maintenance that it has begun.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    internal int EstimateFrequency(EntryNode node)
    {
        int estimate;
        lock (_policyLock)
        {
            estimate = Policy.EstimateFrequency(node);
        }

        DrainIfFree(); // a writer may have found the lock taken
        return estimate;
    }

    /// <summary>Checks the books against the table. Meaningful only while nobody writes.</summary>
    /// <param name="tableWeight">What the entries in the table weigh.</param>
    /// <param name="evictable">How many of them may be evicted.</param>
    internal void AssertInvariants(long tableWeight, long evictable)
    {
        lock (_policyLock)
        {
            DrainUnderLock();
            var queued = Policy.AssertInvariants();
            if (queued != evictable)
            {
                throw new InvalidOperationException(
                    $"The policy has {queued} living entries on its queues, but the table holds {evictable} to evict.");
            }

            _wheel.AssertInvariants();
            var booked = _admitted - Volatile.Read(ref _released);
            if (booked != tableWeight)
            {
                throw new InvalidOperationException(
                    $"Maintenance has {booked} on its books, but the table holds {tableWeight}.");
            }
        }
    }

    bool IExpirySink.Expire(EntryNode node)
    {
        Debug.Assert(_policyLock.IsHeldByCurrentThread, "The wheel turns under the policy lock.");
        if (_sink.TryTakeOutExpired(node))
        {
            _admitted -= WeightOf(node);
        }

        return node.IsRetired;
    }

    private void DrainIfFree()
    {
        while (_pending.HasReady && _policyLock.TryEnter())
        {
            try
            {
                DrainUnderLock();
                EvictUnderLock();
                AdvanceUnderLock();
            }
            finally
            {
                _policyLock.Exit();
            }

            Publish();
        }
    }

    private void AfterWork()
    {
        Publish();
        DrainIfFree();
    }

    private void Publish()
    {
        _timer.Arm(Volatile.Read(ref _nextDue)); // partner: the write in AdvanceUnderLock
        _sink.TellListeners();
    }

    private void DrainUnderLock()
    {
        // One round of the queue at most: writers who refill it meanwhile are served by the next holder.
        for (var i = 0; i < PendingWrites.Capacity && _pending.TryPopUnderLock() is { } node; i++)
        {
            Accept(node);
            EvictUnderLock();
        }
    }

    private void Accept(EntryNode node)
    {
        _admitted += WeightOf(node);
        if (node.IsRetired)
        {
            return;
        }

        if ((node.Flags & EntryFlags.Pinned) == 0)
        {
            Policy.Add(node, full: IsFull);
        }
        else if ((node.Flags & EntryFlags.Timed) != 0)
        {
            _wheel.Watch(node);
        }
    }

    private bool IsFull => _admitted - Volatile.Read(ref _released) >= _capacity; // partner: Released

    private void EvictUnderLock()
    {
        while (_admitted - Volatile.Read(ref _released) > _capacity) // partner: Released
        {
            if (Policy.SelectVictim() is { } victim)
            {
                TakeOut(victim, RemovalCause.Evicted);
            }
            else if (Policy.QueuedCount == 0)
            {
                return;
            }
        }
    }

    private bool TakeOut(EntryNode victim, RemovalCause cause)
    {
        if (!_sink.TryTakeOut(victim, cause))
        {
            return false;
        }

        _admitted -= WeightOf(victim);
        return true;
    }

    /// <summary>Takes out what is due, within the bound of one turn of the wheel; true when more is due.</summary>
    private bool AdvanceUnderLock()
    {
        var due = _wheel.NextDue;
        if (due == EntryNode.Never)
        {
            // The last timed entry may have left by other ways than its deadline.
            Volatile.Write(ref _nextDue, EntryNode.Never); // partner: the read in Publish
            return false;
        }

        var now = _clock.Now;
        var moreIsDue = due <= now && _wheel.Advance(now, this);
        Volatile.Write(ref _nextDue, _wheel.NextDue); // partner: the read in Publish
        return moreIsDue;
    }

    private void SweepUnderLock()
    {
        var alive = _sink.Count;
        var dead = Policy.QueuedCount + _wheel.WatchedCount - alive;
        if (dead > TolerableDead && dead > alive / 2)
        {
            Policy.Compact(SegmentsPerSweep);
            _wheel.CompactWatched(SegmentsPerSweep);
        }
    }

    private int WeightOf(EntryNode node) => _weighted ? node.Weight : 1;
}
