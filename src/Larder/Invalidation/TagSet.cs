namespace Larder.Invalidation;

/// <summary>Tags that were invalidated together: the fact concerns the entries that carry all of them.</summary>
internal sealed class TagSet(string[] tags, TagFact fact)
{
    /// <summary>Distinct, in ordinal order, two or more.</summary>
    internal readonly string[] Tags = tags;

    internal readonly TagFact Fact = fact;

    internal bool IsSubsetOf(ReadOnlySpan<string> tags)
    {
        if (Tags.Length > tags.Length)
        {
            return false;
        }

        foreach (var tag in Tags)
        {
            if (!tags.Contains(tag))
            {
                return false;
            }
        }

        return true;
    }

    internal bool HasTags(string[] tags) => Tags.AsSpan().SequenceEqual(tags);
}
