namespace Larder.Tiers;

/// <summary>Reads a tier and holds its answer against itself: a tier that contradicts itself has failed.</summary>
internal static class CheckedReads
{
    internal static async ValueTask<TierEntry> GetAsync(
        ICacheTier tier, (string Key, TierBuffer Buffer) read, CancellationToken cancellationToken)
    {
        read.Buffer.Clear();
        var entry = await tier.GetAsync(read.Key, read.Buffer, cancellationToken).ConfigureAwait(false);
        return Check(tier, entry, read.Buffer.Length);
    }

    internal static async ValueTask<TierEntry[]> GetManyAsync(
        ICacheTier tier, (IReadOnlyList<string> Keys, TierBuffer Buffer) read, CancellationToken cancellationToken)
    {
        read.Buffer.Clear();
        var found = new TierEntry[read.Keys.Count];
        await tier.GetManyAsync(read.Keys, read.Buffer, found, cancellationToken).ConfigureAwait(false);
        var length = 0L;
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = Check(tier, found[i], found[i].Length);
            length += found[i].Length;
        }

        if (length != read.Buffer.Length)
        {
            Throw.TierContradicts(tier.Name, length, read.Buffer.Length);
        }

        return found;
    }

    internal static async ValueTask<long[]> TagsAsync(
        ICacheTier tier, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        var versions = new long[tags.Count];
        await TagsOf(tier).ReadAsync(tags, versions, cancellationToken).ConfigureAwait(false);
        return versions;
    }

    internal static async ValueTask<long[]> MaterializedTagsAsync(
        ICacheTier tier, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        var versions = new long[tags.Count];
        await TagsOf(tier).MaterializeAsync(tags, versions, cancellationToken).ConfigureAwait(false);
        foreach (var version in versions)
        {
            // An entry stamped with 0 would look valid to whoever finds the tag unknown.
            if (version <= 0)
            {
                Throw.TierIssuedNoVersion(tier.Name, version);
            }
        }

        return versions;
    }

    internal static ITagVersions TagsOf(ICacheTier tier) =>
        tier.Tags ?? Throw.TierCannot<ITagVersions>(tier.Name, nameof(TierCapabilities.Tags));

    private static TierEntry Check(ICacheTier tier, TierEntry entry, int written)
    {
        var length = entry.Found ? entry.Length : 0;
        if (entry.Length < 0 || length != written || entry.Length != length)
        {
            Throw.TierContradicts(tier.Name, entry.Length, written);
        }

        // Between the tier's look at its clock and ours the entry may have come to its end.
        return entry.ExpiresIn <= TimeSpan.Zero ? entry with { Found = false } : entry;
    }
}
