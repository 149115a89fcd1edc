namespace Larder.Server.Configuration;

/// <summary>What a write to the file of the caches survives once it was answered.</summary>
internal enum DiskDurability
{
    /// <summary>The end of the process, however sudden.</summary>
    Process,

    /// <summary>A loss of power as well.</summary>
    Machine,
}
