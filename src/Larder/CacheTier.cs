namespace Larder;

/// <summary>Where a value was found.</summary>
public enum CacheTier
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>In the memory of this process.</summary>
    Memory = 1,

    /// <summary>In the tier beyond memory: a disk, or a server shared with other processes.</summary>
    Shared = 2,
}
