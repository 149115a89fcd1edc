using System.Collections.Concurrent;
using System.Diagnostics;

namespace Larder.Invalidation;

/// <summary>The sets of tags of which a table knows a fact, found by one tag of each: its anchor.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>A set is listed once, under one of its own tags. The anchor is the tag with the fewest sets at that time, so that
/// a tag which all sets share does not make every look-up walk all of them.</item>
/// <item>A list is never changed, only replaced; the newest set comes first. Look-ups are lock-free: the dictionary
/// publishes a list after it was filled.</item>
/// <item>Everything is written under <see cref="InvalidationEpoch.Gate"/>; <see cref="Count"/> is exact there, and a
/// reader of an epoch sees the count as it was then or later.</item>
/// </list>
/// </remarks>
internal sealed class TagSets
{
    private readonly ConcurrentDictionary<string, TagSet[]> _byAnchor = new(concurrencyLevel: 1, 0, StringComparer.Ordinal);
    private int _count;

    /// <summary>How many sets are known.</summary>
    internal int Count => Volatile.Read(ref _count); // partner: the writes below, before the epoch is published

    /// <summary>The sets anchored at a tag, the newest first.</summary>
    internal ReadOnlySpan<TagSet> At(string tag) => _byAnchor.TryGetValue(tag, out var sets) ? sets : default;

    /// <summary>The fact of exactly these tags, if there is one.</summary>
    internal TagFact? FindUnderLock(string[] tags) => FindUnderLock(tags, out _);

    /// <summary>Writes the fact of a set, in place of what was known of it.</summary>
    internal void PutUnderLock(string[] tags, TagFact fact)
    {
        var isKnown = FindUnderLock(tags, out var anchor) is not null;
        if (!isKnown)
        {
            anchor = tags.MinBy(tag => At(tag).Length)!;
        }

        TagSet[] others = [.. At(anchor).ToArray().Where(set => !set.HasTags(tags))];
        _byAnchor[anchor] = [new TagSet(tags, fact), .. others];
        if (!isKnown)
        {
            Volatile.Write(ref _count, _count + 1); // partner: the read in Count
        }
    }

    /// <summary>Forgets what is as old as a version or older, which the floor of the table answers for.</summary>
    internal void ForgetUnderLock(long version)
    {
        var left = 0;
        foreach (var (anchor, sets) in _byAnchor)
        {
            TagSet[] kept = [.. sets.Where(set => set.Fact.Newest > version)];
            left += kept.Length;
            if (kept.Length == 0)
            {
                _byAnchor.TryRemove(anchor, out _);
            }
            else if (kept.Length < sets.Length)
            {
                _byAnchor[anchor] = kept;
            }
        }

        Volatile.Write(ref _count, left); // partner: the read in Count
    }

    internal IEnumerable<long> VersionsUnderLock() =>
        _byAnchor.SelectMany(static pair => pair.Value).Select(static set => set.Fact.Newest);

    private TagFact? FindUnderLock(string[] tags, out string anchor)
    {
        Debug.Assert(InvalidationEpoch.Gate.IsHeldByCurrentThread, "Facts are written under the gate.");

        foreach (var tag in tags)
        {
            foreach (var set in At(tag))
            {
                if (set.HasTags(tags))
                {
                    anchor = tag;
                    return set.Fact;
                }
            }
        }

        anchor = tags[0];
        return null;
    }
}
