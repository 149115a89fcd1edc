namespace Larder;

/// <summary>Which tiers took a write.</summary>
/// <param name="Written">The tiers that took it, as their write bits.</param>
/// <param name="Failed">The tiers that should have taken it and did not, as their write bits.</param>
/// <param name="Version">The version of the value that was written; zero when none was.</param>
public readonly record struct CacheWriteResult(CacheTiers Written, CacheTiers Failed, long Version)
{
    /// <summary>Whether every tier that should take the write took it.</summary>
    public bool Succeeded => Failed == CacheTiers.None;
}
