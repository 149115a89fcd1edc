namespace Larder;

/// <summary>Whether an entry may be evicted when the cache is full.</summary>
public enum CachePriority
{
    /// <summary>It may.</summary>
    Normal = 0,

    /// <summary>It may not; such entries may fill at most half of a cache.</summary>
    NeverRemove = 1,
}
