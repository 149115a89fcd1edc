using Larder.Serialization;
using Larder.Tiers;

namespace Larder.Writing;

/// <content>Tags: entries are stamped with their versions, invalidations raise these, and readers compare.</content>
internal sealed partial class FarTier
{
    /// <summary>The versions of the tags of a value that is about to be made; null when there is no telling.</summary>
    /// <remarks>More than there are tags, where the value may help out stale: <see cref="TagNames"/>.</remarks>
    internal async ValueTask<long[]?> StampAsync(string[] tags, TimeSpan staleWindow, CancellationToken cancellationToken)
    {
        if (tags.Length == 0)
        {
            return [];
        }

        if (!_tier.Can(TierCapabilities.Tags) || Debts.OwesAny(tags))
        {
            return null;
        }

        var stamps = await _tier.MaterializeTagsAsync(TagNames.Of(tags, staleWindow), cancellationToken).ConfigureAwait(false);
        return IsAnswered(stamps.Outcome) ? stamps.Value : null;
    }

    /// <summary>Makes every entry with one of the tags, or with all of them, untrue; or stale, where it may help out.</summary>
    /// <returns>Whether the tier knows of it.</returns>
    internal async ValueTask<bool> RaiseAsync(IReadOnlyList<string> tags, TagMatch match, bool keepStale)
    {
        if (!_tier.Can(TierCapabilities.Tags))
        {
            return true; // nothing with tags is kept there
        }

        var knows = true;

        // What carries all of them carries the first of them. That takes more away than was asked for, and never less.
        foreach (var tag in match == TagMatch.All ? tags.Take(1) : tags)
        {
            // What is owed is owed as a removal, and an expiry does not pay for that.
            var isRemoval = !keepStale || Debts.OwesAny([tag]);
            if (!await RaiseAsync(tag, isRemoval).ConfigureAwait(false))
            {
                Debts.AddTag(tag);
                knows = false;
            }
            else if (isRemoval)
            {
                Debts.SettleTag(tag);
            }
        }

        return knows;
    }

    private async ValueTask<bool> RaiseAsync(string tag, bool isRemoval)
    {
        foreach (var name in TagNames.RaisedBy(tag, isRemoval))
        {
            if (!IsAnswered((await _tier.RaiseTagAsync(name, CancellationToken.None).ConfigureAwait(false)).Outcome))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Asks what has become of the tags that an entry was stamped with.</summary>
    private async ValueTask<long> JudgeTagsAsync(PayloadFacts facts, TierPatience patience, CancellationToken cancellationToken)
    {
        if (facts.Tags.Length == 0)
        {
            return TagNames.Hold;
        }

        var tags = TagNames.TagsIn(facts.Tags);
        if (!_tier.Can(TierCapabilities.Tags) || Debts.OwesAny(tags))
        {
            return TagNames.Untrue;
        }

        var now = await _tier.ReadTagsAsync(facts.Tags, patience, cancellationToken).ConfigureAwait(false);
        return IsAnswered(now.Outcome) ? TagNames.Judge(facts.TagVersions, now.Value, tags.Length) : TagNames.Untrue;
    }

    /// <summary>Whether an entry with these tags is kept in the tier at all.</summary>
    private bool MayBeThere(string[] tags) =>
        tags.Length == 0 || (_tier.Can(TierCapabilities.Tags) && !Array.Exists(tags, TagNames.IsReserved));
}
