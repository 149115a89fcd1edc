namespace Larder.Tests.Tiered;

/// <summary>Which tier the nodes of a test share.</summary>
public enum TierKind
{
    /// <summary>A dictionary of this process that can do everything.</summary>
    Heap,

    /// <summary>A real file of SQLite.</summary>
    File,

    /// <summary>The framework's own distributed cache, which compares no versions and keeps none of tags.</summary>
    Distributed,
}
