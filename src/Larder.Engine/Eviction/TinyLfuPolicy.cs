using System.Diagnostics;
using Larder.Engine.Entries;

namespace Larder.Engine.Eviction;

/// <summary>Ghost-balanced, lazy TinyLFU: newcomers prove themselves in a window, then compete by frequency.</summary>
/// <remarks>
/// <para>
/// Three first-in-first-out queues: new entries enter the window; from its end they go to probation, when they win against
/// the entry at the end of probation, or there is room; entries that were asked for on probation are promoted to the
/// protected queue, which gives back to probation what it has too much of. A hit moves nothing: it raises a few bits
/// in the entry, and only when the entry comes to the end of its queue are these bits poured into the sketch, and the
/// entry goes round again.
/// </para>
/// <para>
/// Balance: two short memories hold the newcomers turned away and the residents they replaced. Asking again for one that was
/// turned away says the window was too small, and the window gains a step; asking for a resident says the opposite. So
/// both sides come to rest where the next place is worth the same on either. Long memories, or steps that grow with the
/// imbalance, were refused: they swing on loops.
/// </para>
/// <para>Lfu is the same policy with the smallest window for good, and hits counted as high as the sketch counts.</para>
/// Invariants, all guarded by the policy lock (Frequency excepted, see <see cref="EntryNode"/>).
/// <list type="bullet">
/// <item>An entry is on one of the three queues. The window's target lies between its bounds.</item>
/// <item>What is shown at the front of a queue may be retired by a writer a moment later. It is moved or taken all the
/// same, and never the next one in its stead, which would then be on no queue.</item>
/// <item>An entry is young while no more than one per cent of the capacity (at least two) was written after it. A young
/// entry is not chosen while there is another. Stamp is the time of writing, coarse for large capacities.</item>
/// <item>No call looks at more than <see cref="MaxLooks"/> entries of a queue.</item>
/// </list>
/// </remarks>
internal sealed class TinyLfuPolicy : IEvictionPolicy
{
    /// <summary>The most entries of one queue that one call passes over because they were asked for, or are young.</summary>
    internal const int MaxLooks = 64;

    /// <summary>Hits counted in an entry between two looks at it: more teach nothing, and cost writes.</summary>
    internal const byte AdaptiveTouchLimit = 2;

    /// <summary>A newcomer this well known, and no better than the resident, gets in now and then.</summary>
    private const int KnownFrequency = 6;

    /// <summary>One in so many: so that nobody can pin the store by making a set of residents look popular.</summary>
    private const int AdmitOneIn = 128;

    /// <summary>The most of the capacity the window may take, in per cent.</summary>
    private const int MaxWindowPercent = 95;

    /// <summary>
    /// The window moves by one place for each so many of the capacity, so that large stores follow a change of the traffic
    /// as soon, in turnovers of the store, as one of this size. Larger steps swing.
    /// </summary>
    private const int CapacityPerStep = 4096;

    /// <summary>How much of what is not window may be protected, in per cent.</summary>
    private const int ProtectedPercent = 90;

    /// <summary>
    /// From this frequency of the resident on, a newcomer must be better by two: it was counted for this very request, and
    /// the resident may be about to be. A difference of one between such counts is the phase of a loop, not merit.
    /// </summary>
    private const int SettledFrequency = 8;

    /// <summary>Times of <see cref="EntryNode.Stamp"/> that the youth of an entry is divided into.</summary>
    private const int TimesOfYouth = 64;

    private readonly SegmentPool _pool = new();
    private readonly EntryQueue _window;
    private readonly EntryQueue _probation;
    private readonly EntryQueue _protected;
    private readonly long _capacity;
    private readonly bool _weighted;
    private readonly KeyHistory _history;
    private readonly Random _random;
    private readonly long _step;
    private readonly long _minWindow;
    private readonly long _maxWindow;
    private readonly long _writtenPerTime;
    private readonly ushort _youth;

    private long _windowTarget;
    private long _written;

    private TinyLfuPolicy(long capacity, bool weighted, bool adapts, ISegmentTimer? timer, Random random)
    {
        Debug.Assert(capacity >= StoreOptions.MinimumCapacity, "StoreOptions.Validate refuses less.");
        _window = new EntryQueue(_pool, timer, weighted);
        _probation = new EntryQueue(_pool, timer, weighted);
        _protected = new EntryQueue(_pool, timer, weighted);
        _capacity = capacity;
        _weighted = weighted;
        _history = new KeyHistory(capacity, weighted, remembersLeavers: adapts);
        _random = random;
        TouchLimit = adapts ? AdaptiveTouchLimit : (byte)FrequencySketch.Max;

        var youth = Math.Min(Math.Max((capacity + 99) / 100, 2), capacity - 1);
        _writtenPerTime = Math.Max(1, youth / TimesOfYouth);
        _youth = (ushort)((youth + _writtenPerTime - 1) / _writtenPerTime);
        // As long as it takes until nothing at its end is young: an entry's age is known to a time, rounded down.
        _minWindow = Math.Min((_youth + 1) * _writtenPerTime, capacity);
        _step = Math.Max(1, capacity / CapacityPerStep);
        _maxWindow = Math.Max(_minWindow, capacity * MaxWindowPercent / 100);
        _windowTarget = _minWindow;
    }

    public byte TouchLimit { get; }

    public bool TracksRecency => false;

    public int QueuedCount => _pool.QueuedCount;

    /// <summary>How much of the capacity the window is to take now.</summary>
    internal long WindowTarget => _windowTarget;

    private long MainTarget => _capacity - _windowTarget;

    internal static TinyLfuPolicy Adaptive(long capacity, bool weighted, ISegmentTimer? timer, Random random) =>
        new(capacity, weighted, adapts: true, timer, random);

    internal static TinyLfuPolicy Lfu(long capacity, bool weighted, ISegmentTimer? timer, Random random) =>
        new(capacity, weighted, adapts: false, timer, random);

    public bool Touch(EntryNode node) => true;

    public void RenewOrder()
    {
    }

    public void Expect(uint hash) => _history.Prefetch(hash);

    public void Add(EntryNode node, bool full)
    {
        var weight = WeightOf(node);
        _written += weight;
        node.Stamp = Now();

        var wish = _history.Count(node.Hash, QueuedCount);
        var step = _weighted ? Math.Max(weight, _step) : _step;
        _windowTarget = Math.Clamp(_windowTarget + (wish * step), _minWindow, _maxWindow);
        _window.Enqueue(node);

        // Two for one, so that the window comes to its target after that shrank, and no call does much.
        for (var moved = 0; moved < 2 && _window.Weight > _windowTarget; moved++)
        {
            var mainHasRoom = _probation.Weight + _protected.Weight < MainTarget;
            if ((full && !mainHasRoom) || NextCandidate() is not { } next)
            {
                break;
            }

            _probation.Enqueue(next);
        }
    }

    public EntryNode? SelectVictim()
    {
        var candidate = _window.Weight > _windowTarget ? NextCandidate() : null;
        var resident = NextResident();
        if (candidate is null)
        {
            return resident is null ? OldestOfWindow() : Replace(resident);
        }

        if (resident is null)
        {
            return candidate;
        }

        var frequency = _history.Estimate(candidate.Hash);
        var established = _history.Estimate(resident.Hash);
        var victim = candidate;
        if (Admits(frequency, established))
        {
            _probation.Enqueue(candidate);
            victim = Replace(resident);
        }
        else
        {
            _history.TurnedAway(candidate.Hash);
            if (established > frequency)
            {
                MakeWay(resident);
            }
        }

        Foresee();
        return victim;
    }

    public EntryNode? SelectColdest() =>
        NextResident() is { } resident ? Replace(resident) : OldestOfWindow();

    public int EstimateFrequency(EntryNode node) =>
        Math.Min(_history.Estimate(node.Hash) + node.Frequency, FrequencySketch.Max);

    public int Compact(int maxSegments) =>
        _window.Compact(maxSegments) + _probation.Compact(maxSegments) + _protected.Compact(maxSegments);

    public void Clear()
    {
        _window.Clear();
        _probation.Clear();
        _protected.Clear();
        _history.Clear();
        _windowTarget = _minWindow;
    }

    public int AssertInvariants()
    {
        var living = _window.AssertInvariants() + _probation.AssertInvariants() + _protected.AssertInvariants();
        Invariant.Holds(_windowTarget >= _minWindow && _windowTarget <= _maxWindow, "The window's target is in bounds.");
        Invariant.Holds(_minWindow > Math.Min(Math.Max(_capacity / 100, 2), _capacity - 1), "The window holds the young.");
        return living;
    }

    /// <summary>The next contest is between those that lie first now: their counters should be at hand.</summary>
    private void Foresee()
    {
        if (_window.Glance() is { } candidate)
        {
            _history.PrefetchEstimate(candidate.Hash);
        }

        if (_probation.Glance() is { } resident)
        {
            _history.PrefetchEstimate(resident.Hash);
        }
    }

    /// <summary>Takes the oldest of the window that was not asked for since it was looked at last.</summary>
    private EntryNode? NextCandidate()
    {
        for (var looks = 0; looks < MaxLooks; looks++)
        {
            if (_window.Dequeue() is not { } node)
            {
                return null;
            }

            if (node.Frequency == 0 && !IsYoung(node))
            {
                return node;
            }

            Pour(node);
            _window.Enqueue(node);
        }

        return null;
    }

    /// <summary>Finds the oldest on probation that was not asked for; it stays there. Others are promoted on the way.</summary>
    private EntryNode? NextResident()
    {
        EntryNode? last = null;
        for (var looks = 0; looks < MaxLooks; looks++)
        {
            if ((_probation.Peek() ?? FromProtected()) is not { } node)
            {
                break;
            }

            last = node;
            if (node.Frequency == 0)
            {
                if (!IsYoung(node))
                {
                    return node;
                }

                // Young ones come here only while the store fills up, or by weight.
                _probation.Take(node);
                _probation.Enqueue(node);
                continue;
            }

            _probation.Take(node);
            Pour(node);
            _protected.Enqueue(node);
            Demote();
        }

        // All that was looked at was asked for: what lies first is as good as any.
        return last is null ? null : _probation.Peek() ?? FromProtected();
    }

    /// <summary>Gives probation the oldest protected entry when probation is empty.</summary>
    private EntryNode? FromProtected()
    {
        if (_protected.Dequeue() is not { } node)
        {
            return null;
        }

        _probation.Enqueue(node);
        return _probation.Peek();
    }

    /// <summary>Brings the protected queue back to its share after a promotion.</summary>
    private void Demote()
    {
        var target = MainTarget * ProtectedPercent / 100;
        for (var looks = 0; looks < MaxLooks && _protected.Weight > target; looks++)
        {
            if (_protected.Dequeue() is not { } node)
            {
                return;
            }

            var wasAsked = node.Frequency > 0;
            Pour(node);
            (wasAsked ? _protected : _probation).Enqueue(node);
        }
    }

    private bool Admits(int frequency, int established) =>
        frequency > (established >= SettledFrequency ? established + 1 : established)
        || (frequency >= KnownFrequency && _random.Next(AdmitOneIn) == 0);

    /// <summary>
    /// Sends a resident that won by being better to the back of probation, so that one old celebrity at the front does not
    /// turn everybody away for all others. One that won by a tie stays: a loop must not be stirred.
    /// </summary>
    private void MakeWay(EntryNode resident)
    {
        _probation.Take(resident);
        _probation.Enqueue(resident);
    }

    private EntryNode Replace(EntryNode resident)
    {
        _probation.Take(resident);
        _history.Replaced(resident.Hash);
        return resident;
    }

    /// <summary>For want of anything else: the oldest of the window, but not what was written last.</summary>
    private EntryNode? OldestOfWindow()
    {
        EntryNode? node = null;
        for (var looks = 0; looks < MaxLooks; looks++)
        {
            node = _window.Dequeue();
            if (node is null || !IsYoung(node) || _window.Count == 0)
            {
                return node;
            }

            _window.Enqueue(node);
        }

        return _window.Dequeue();
    }

    /// <summary>Pours the hits counted in the entry into the sketch.</summary>
    private void Pour(EntryNode node)
    {
        // A hit may raise Frequency between the read and the write: one access is lost.
        var hits = node.Frequency;
        if (hits > 0)
        {
            node.Frequency = 0;
            _history.CountHits(node.Hash, hits);
        }
    }

    private long WeightOf(EntryNode node) => _weighted ? node.Weight : 1;

    private ushort Now() => (ushort)(_written / _writtenPerTime);

    private bool IsYoung(EntryNode node) => (ushort)(Now() - node.Stamp) <= _youth;
}
