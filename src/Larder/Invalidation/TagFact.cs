namespace Larder.Invalidation;

/// <summary>When a tag, or a set of tags, was invalidated last. Replaced as a whole, so that a reader never sees halves.</summary>
internal sealed class TagFact
{
    /// <summary>The version of the last removal; 0 when there was none.</summary>
    internal readonly long Removed;

    /// <summary>The version of the last expiry after that removal; 0 when there was none.</summary>
    internal readonly long Expired;

    /// <summary>The time of that expiry.</summary>
    internal readonly long ExpiredAtTicks;

    private TagFact(long removed, long expired, long expiredAtTicks)
    {
        Removed = removed;
        Expired = expired;
        ExpiredAtTicks = expiredAtTicks;
    }

    /// <summary>The version of the last invalidation of either kind.</summary>
    internal long Newest => Expired == 0 ? Removed : Expired;

    /// <summary>What is known after a removal: earlier expiries no longer matter, it wins over them all.</summary>
    internal static TagFact OfRemoval(long version) => new(version, 0, 0);

    /// <summary>What is known after an expiry; a removal before it still stands for entries that are older yet.</summary>
    internal static TagFact OfExpiry(TagFact? known, long version, long nowTicks) =>
        new(known?.Removed ?? 0, version, nowTicks);
}
