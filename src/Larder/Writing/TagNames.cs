namespace Larder.Writing;

/// <summary>The names under which a tier keeps the versions of an entry's tags.</summary>
/// <remarks>
/// Under the tag itself is a version that removals and expiries raise. An entry that may help out stale is stamped with a second
/// one of each tag as well, which only removals raise: while that holds, the entry was expired and nothing worse. To whoever
/// does not know of it, it is one more tag.
/// <para>
/// The order matters. A removal raises the tag first and its second version last, and both are read the other way round: a stamp
/// that is taken in the middle of a removal has the second version from before it, and what it stamps is removed with the rest.
/// </para>
/// </remarks>
internal static class TagNames
{
    /// <summary>The verdict on an entry whose tags are what they were.</summary>
    internal const long Hold = 0;

    /// <summary>The verdict on an entry that must not be seen any more.</summary>
    internal const long Untrue = -1;

    /// <summary>What second versions begin with. A tag of a caller that begins so is not kept in a tier.</summary>
    internal const string Mark = "\u0001removed:";

    internal static bool IsReserved(string tag) => tag.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>What an entry with some tags is stamped with.</summary>
    internal static string[] Of(string[] tags, TimeSpan staleWindow) =>
        staleWindow > TimeSpan.Zero && tags.Length * 2 <= CacheEntryOptions.MostTags && Array.TrueForAll(tags, HasSecond)
            ? [.. tags.Select(Second), .. tags]
            : tags;

    /// <summary>The tags of a caller among what an entry was stamped with.</summary>
    internal static string[] TagsIn(string[] names)
    {
        var half = names.Length / 2;
        for (var i = 0; i < half; i++)
        {
            if (!IsReserved(names[i]) || !names[i].AsSpan(Mark.Length).SequenceEqual(names[half + i]))
            {
                return names;
            }
        }

        return names.Length == half * 2 ? names[half..] : names;
    }

    /// <summary>What is raised, in this order, when a tag is removed or expired.</summary>
    internal static string[] RaisedBy(string tag, bool isRemoval) => isRemoval && HasSecond(tag) ? [tag, Second(tag)] : [tag];

    /// <summary>Judges an entry by the versions it was stamped with and those of now.</summary>
    /// <param name="stamped">Those it was stamped with.</param>
    /// <param name="now">Those of now; 0 for what the tier does not know any more.</param>
    /// <param name="tags">How many tags it has; where there are more versions, the second ones come first.</param>
    /// <returns><see cref="Hold"/>, <see cref="Untrue"/>, or the version that the first expiry has left.</returns>
    internal static long Judge(ReadOnlySpan<long> stamped, ReadOnlySpan<long> now, int tags)
    {
        var seconds = stamped.Length - tags;
        if (seconds < 0 || now.Length != stamped.Length || now.Contains(0) || !now[..seconds].SequenceEqual(stamped[..seconds]))
        {
            return Untrue;
        }

        var first = Hold;
        for (var i = seconds; i < now.Length; i++)
        {
            if (now[i] < stamped[i] || (now[i] > stamped[i] && seconds == 0))
            {
                return Untrue;
            }

            if (now[i] > stamped[i])
            {
                first = first == Hold ? now[i] : Math.Min(first, now[i]);
            }
        }

        return first;
    }

    private static string Second(string tag) => Mark + tag;

    private static bool HasSecond(string tag) => tag.Length <= CacheText.Longest - Mark.Length;
}
