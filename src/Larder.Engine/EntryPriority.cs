namespace Larder.Engine;

/// <summary>Whether an entry may be evicted.</summary>
public enum EntryPriority
{
    /// <summary>May be evicted when the store is full. The default.</summary>
    Normal = 0,

    /// <summary>
    /// Stays until it expires or is removed. Such entries may fill at most half of the capacity.
    /// </summary>
    NeverRemove = 1,
}
