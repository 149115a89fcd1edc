namespace Larder.Server.Configuration;

/// <summary>What a cache of a module has beyond memory.</summary>
internal enum TierChoice
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The file of <see cref="DiskSettings"/>.</summary>
    Disk,
}
