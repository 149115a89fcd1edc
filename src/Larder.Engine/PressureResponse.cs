namespace Larder.Engine;

/// <summary>What a store does when the process runs short of memory.</summary>
public enum PressureResponse
{
    /// <summary>It trims a part of its entries, coldest first. The default.</summary>
    Trim = 0,

    /// <summary>Nothing: memory is never looked at.</summary>
    Ignore = 1,
}
