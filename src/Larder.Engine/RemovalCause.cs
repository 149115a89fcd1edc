namespace Larder.Engine;

/// <summary>Why an entry left the store.</summary>
public enum RemovalCause
{
    /// <summary>Its deadline passed.</summary>
    Expired = 0,

    /// <summary>The eviction policy chose it, because the store was full.</summary>
    Evicted = 1,

    /// <summary>A newer value was written under the same key.</summary>
    Replaced = 2,

    /// <summary>A caller removed it.</summary>
    Removed = 3,

    /// <summary>The whole store was cleared.</summary>
    Cleared = 4,

    /// <summary>It was trimmed, because the process ran short of memory.</summary>
    Pressure = 5,
}
