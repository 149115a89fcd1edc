namespace Larder;

/// <summary>Which tiers a call reads and writes.</summary>
[Flags]
public enum CacheTiers
{
    /// <summary>None: the factory runs, and its value is not kept.</summary>
    None = 0,

    /// <summary>Values may come from the memory of this process.</summary>
    ReadMemory = 1,

    /// <summary>Values are kept in the memory of this process.</summary>
    WriteMemory = 2,

    /// <summary>Values may come from the tier beyond memory.</summary>
    ReadShared = 4,

    /// <summary>Values are kept in the tier beyond memory.</summary>
    WriteShared = 8,

    /// <summary>Memory only.</summary>
    Memory = ReadMemory | WriteMemory,

    /// <summary>The tier beyond memory only.</summary>
    Shared = ReadShared | WriteShared,

    /// <summary>Whatever the cache has.</summary>
    All = Memory | Shared,
}
