namespace Larder.AspNetCore.Admin;

/// <summary>What a cache is bounded by, and in which unit its figures are.</summary>
internal static class CacheUnit
{
    /// <summary>Each entry weighs one.</summary>
    internal const string Entries = "entries";

    /// <summary>An entry weighs the bytes it holds.</summary>
    internal const string Bytes = "bytes";

    /// <summary>An entry weighs what its meter says, which is a share of the bound and no number of bytes.</summary>
    internal const string Weight = "weight";

    internal static string Of(CacheOptions options) => options switch
    {
        { MemoryMaxBytes: null } => Entries,
        { Meter: null or { MeasuresBytes: true } } => Bytes,
        _ => Weight,
    };

    /// <summary>How much fits in, in that unit.</summary>
    internal static long CapacityOf(CacheOptions options) => options.MemoryMaxBytes ?? options.MemoryMaxSize;
}
