namespace Larder.Sqlite;

/// <summary>What a write that was acknowledged survives.</summary>
public enum SqliteDurability
{
    /// <summary>The end of the process, however sudden; not that of the machine. A loss of power may take the latest writes along, never the file.</summary>
    Process = 0,

    /// <summary>A loss of power, too: every batch of writes waits for the disk.</summary>
    Machine = 1,
}
