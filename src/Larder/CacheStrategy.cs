namespace Larder;

/// <summary>Which tiers a cache has.</summary>
public enum CacheStrategy
{
    /// <summary>The memory of this process.</summary>
    Memory = 0,

    /// <summary>A Redis or Valkey server, and nothing in memory.</summary>
    Redis = 1,

    /// <summary>Memory in front of a shared tier.</summary>
    Hybrid = 2,

    /// <summary>Memory in front of a file on this machine.</summary>
    Disk = 3,
}
