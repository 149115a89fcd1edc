namespace Larder.Tiers;

/// <summary>What a tier can do beyond getting, setting, removing and clearing.</summary>
[Flags]
public enum TierCapabilities
{
    /// <summary>Nothing beyond that.</summary>
    None = 0,

    /// <summary>Other processes see the same entries.</summary>
    Shared = 1,

    /// <summary>Entries outlive the process.</summary>
    Durable = 2,

    /// <summary>Entries have versions, and <see cref="ICacheTier.TrySetAsync"/> writes only over the one that is expected.</summary>
    CompareAndSet = 4,

    /// <summary>Keys can be listed with <see cref="ICacheTier.ScanAsync"/>.</summary>
    Scan = 8,

    /// <summary>The tier keeps versions of tags: <see cref="ICacheTier.Tags"/> is not null.</summary>
    Tags = 16,

    /// <summary>The tier itself tells of changes that other processes make; no other bus is needed.</summary>
    InvalidationFeed = 32,
}
