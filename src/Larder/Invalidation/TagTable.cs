using System.Collections.Concurrent;
using System.Diagnostics;

namespace Larder.Invalidation;

/// <summary>Which tags of one cache were invalidated, and when: by versions, never by clocks.</summary>
/// <remarks>
/// <para>
/// A tag that was never invalidated costs nothing, however many entries carry it. What is remembered is bounded: when the
/// table is full it forgets the older half and raises its floor, and entries that were last found valid before the floor
/// count as removed. That costs loads, and never truth.
/// </para>
/// <para>
/// Invariants.
/// <list type="bullet">
/// <item>All writes happen under <see cref="InvalidationEpoch.Gate"/>, and the epoch is published after them: who reads an
/// epoch sees every fact of its version and before, or a floor that is as high.</item>
/// <item>Floor ≤ every remembered version ≤ <c>_newest</c> ≤ the epoch. <c>_newest</c> and <c>_floor</c> never decrease.
/// </item>
/// <item>The floor is raised <em>before</em> facts are forgotten, and a reader looks at it <em>after</em> it has looked for
/// facts: whoever misses a forgotten fact sees the floor.</item>
/// <item>At most <c>capacity</c> tags and <see cref="MostSets"/> sets are remembered.</item>
/// <item>Judging takes no lock and allocates nothing; it may run together with everything. An invalidation that runs
/// meanwhile may be seen or not; that order of the two is a legal one.</item>
/// </list>
/// </para>
/// </remarks>
internal sealed class TagTable
{
    /// <summary>How many invalidated tags are remembered where nobody says otherwise.</summary>
    internal const int DefaultCapacity = 10_000;

    /// <summary>How many sets of tags that were invalidated together are remembered.</summary>
    internal const int MostSets = 1_024;

    private readonly ConcurrentDictionary<string, TagFact> _facts = new(concurrencyLevel: 1, 0, StringComparer.Ordinal);
    private readonly TagSets _sets = new();
    private readonly int _capacity;
    private int _count;
    private long _newest;
    private long _floor;

    /// <summary>An empty table that remembers up to <paramref name="capacity"/> tags, at least two.</summary>
    internal TagTable(int capacity = DefaultCapacity)
    {
        if (capacity < 2)
        {
            Throw.BadTagCapacity(capacity);
        }

        _capacity = capacity;
    }

    /// <summary>How many tags and sets of tags are remembered now.</summary>
    internal int Count
    {
        get
        {
            lock (InvalidationEpoch.Gate)
            {
                return _count + _sets.Count;
            }
        }
    }

    /// <summary>The version below which nothing is remembered; 0 as long as nothing was forgotten.</summary>
    internal long Floor => Volatile.Read(ref _floor); // partner: the write in RaiseFloorUnderLock

    /// <summary>The version of the last invalidation in this cache; 0 when there was none.</summary>
    internal long Newest => Volatile.Read(ref _newest); // partner: the write in PublishUnderLock

    /// <summary>Entries that carry the tag must not be seen any more.</summary>
    internal long Remove(string tag, long nowTicks) => Note(tag, keepsStale: false, nowTicks);

    /// <summary>Entries that carry the tag are out of date, from the given time on.</summary>
    internal long Expire(string tag, long nowTicks) => Note(tag, keepsStale: true, nowTicks);

    /// <summary>Entries that carry all of the tags must not be seen any more.</summary>
    internal long RemoveAll(IReadOnlyList<string> tags, long nowTicks) => NoteAll(tags, keepsStale: false, nowTicks);

    /// <summary>Entries that carry all of the tags are out of date, from the given time on.</summary>
    internal long ExpireAll(IReadOnlyList<string> tags, long nowTicks) => NoteAll(tags, keepsStale: true, nowTicks);

    /// <summary>Judges an entry by its tags.</summary>
    /// <param name="tags">What the entry carries.</param>
    /// <param name="stamp">The epoch at which it was last found valid, or at which its load began.</param>
    /// <param name="expiredAtTicks">When it is <see cref="TagVerdict.Expired"/>: the time of the last such invalidation.</param>
    /// <returns>The verdict. After <see cref="TagVerdict.Valid"/> the entry may be stamped with an epoch that was read
    /// before this call.</returns>
    internal TagVerdict Judge(ReadOnlySpan<string> tags, long stamp, out long expiredAtTicks)
    {
        expiredAtTicks = 0;

        // The epoch belongs to the process: mostly it moved because of another cache, and nothing need be looked up.
        if (tags.IsEmpty || Newest <= stamp)
        {
            return TagVerdict.Valid;
        }

        var findings = new Findings(stamp);
        LookUp(tags, ref findings);
        if (findings.IsRemoved)
        {
            return TagVerdict.Removed;
        }

        expiredAtTicks = findings.ExpiredAtTicks;
        return findings.Expired > 0 ? TagVerdict.Expired : TagVerdict.Valid;
    }

    /// <summary>The last invalidation after a version that concerns an entry with these tags, by whichever kind.</summary>
    /// <param name="tags">What the entry carries.</param>
    /// <param name="since">The version after which it counts.</param>
    /// <returns>Its version; 0 when there was none. When it may have been forgotten, the floor is the answer.</returns>
    internal long LastRemoval(ReadOnlySpan<string> tags, long since)
    {
        if (tags.IsEmpty || Newest <= since)
        {
            return 0;
        }

        var findings = new Findings(since);
        LookUp(tags, ref findings);
        return Math.Max(findings.Removed, findings.Expired);
    }

    private void LookUp(ReadOnlySpan<string> tags, ref Findings findings)
    {
        var hasSets = _sets.Count > 0;
        foreach (var tag in tags)
        {
            if (_facts.TryGetValue(tag, out var fact))
            {
                findings.Add(fact);
            }

            if (!hasSets)
            {
                continue;
            }

            foreach (var set in _sets.At(tag))
            {
                if (set.Fact.Newest <= findings.Since)
                {
                    break; // the newest come first
                }

                if (set.IsSubsetOf(tags))
                {
                    findings.Add(set.Fact);
                }
            }
        }

        // Last, because a fact may have been forgotten a moment before we looked for it.
        findings.AddFloor(Floor);
    }

    private long Note(string tag, bool keepsStale, long nowTicks)
    {
        ArgumentNullException.ThrowIfNull(tag);

        lock (InvalidationEpoch.Gate)
        {
            long version = InvalidationEpoch.UpcomingUnderLock;
            var isKnown = _facts.TryGetValue(tag, out var known);
            if (!isKnown && _count == _capacity)
            {
                ForgetOlderHalfUnderLock(_facts.Values.Select(static fact => fact.Newest));
            }

            _facts[tag] = keepsStale ? TagFact.OfExpiry(known, version, nowTicks) : TagFact.OfRemoval(version);
            _count += isKnown ? 0 : 1;
            return PublishUnderLock(version);
        }
    }

    private long NoteAll(IReadOnlyList<string> tags, bool keepsStale, long nowTicks)
    {
        string[] set = [.. tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (set.Length == 0)
        {
            Throw.NoTags();
        }

        if (set.Length == 1)
        {
            return Note(set[0], keepsStale, nowTicks);
        }

        if (set.Length > CacheEntryOptions.MostTags)
        {
            return InvalidationEpoch.Current; // no entry can carry that many, so no entry is concerned
        }

        lock (InvalidationEpoch.Gate)
        {
            long version = InvalidationEpoch.UpcomingUnderLock;
            var known = _sets.FindUnderLock(set);
            if (known is null && _sets.Count == MostSets)
            {
                ForgetOlderHalfUnderLock(_sets.VersionsUnderLock());
            }

            _sets.PutUnderLock(set, keepsStale ? TagFact.OfExpiry(known, version, nowTicks) : TagFact.OfRemoval(version));
            return PublishUnderLock(version);
        }
    }

    private long PublishUnderLock(long version)
    {
        Debug.Assert(_count <= _capacity && _sets.Count <= MostSets, "What is remembered is bounded.");
        Debug.Assert(_floor < version && _newest < version, "Versions grow.");

        Volatile.Write(ref _newest, version); // partner: the read in Newest
        return InvalidationEpoch.PublishUnderLock(version);
    }

    private void ForgetOlderHalfUnderLock(IEnumerable<long> versions)
    {
        long[] sorted = [.. versions.Order()];
        long floor = sorted[sorted.Length / 2 - 1];
        Debug.Assert(floor > _floor, "What is remembered is younger than the floor.");

        Volatile.Write(ref _floor, floor); // before anything is forgotten; partner: the read in Floor

        foreach (var (tag, fact) in _facts)
        {
            if (fact.Newest <= floor)
            {
                _facts.TryRemove(tag, out _);
                _count--;
            }
        }

        _sets.ForgetUnderLock(floor);
    }

    /// <summary>What the facts about several tags come to.</summary>
    private ref struct Findings(long since)
    {
        internal readonly long Since = since;

        internal long Removed { get; private set; }

        internal long Expired { get; private set; }

        internal long ExpiredAtTicks { get; private set; }

        internal readonly bool IsRemoved => Removed > 0;

        internal void Add(TagFact fact)
        {
            if (fact.Removed > Since)
            {
                Removed = Math.Max(Removed, fact.Removed);
            }

            if (fact.Expired > Since && fact.Expired > Expired)
            {
                Expired = fact.Expired;
                ExpiredAtTicks = fact.ExpiredAtTicks;
            }
        }

        internal void AddFloor(long floor)
        {
            if (floor > Since)
            {
                Removed = Math.Max(Removed, floor);
            }
        }
    }
}
