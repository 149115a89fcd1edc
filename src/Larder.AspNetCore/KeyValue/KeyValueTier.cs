namespace Larder.AspNetCore.KeyValue;

/// <summary>Where keys and values are kept besides the memory of the process.</summary>
public enum KeyValueTier
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>In the tier that serves <see cref="CacheStrategy.Disk"/>, such as a file of <c>Larder.Sqlite</c>.</summary>
    Disk,
}
