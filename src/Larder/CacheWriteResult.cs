namespace Larder;

/// <summary>Which tiers took a write.</summary>
/// <param name="Written">The tiers that took it, as their write bits.</param>
/// <param name="Failed">The tiers that should have taken it and did not, as their write bits.</param>
/// <param name="Version">The version of the value that was written; zero when none was.</param>
public readonly record struct CacheWriteResult(CacheTiers Written, CacheTiers Failed, long Version)
{
    /// <summary>Whether a tier took the write, or none was meant to; what <see cref="Failed"/> names makes it up later.</summary>
    public bool Succeeded => Written != CacheTiers.None || Failed == CacheTiers.None;
}
