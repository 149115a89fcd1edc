namespace Larder;

/// <summary>How the run of a factory ended.</summary>
internal enum LoadResult
{
    /// <summary>It threw.</summary>
    Failed = 0,

    /// <summary>It brought a value, or said that there is none.</summary>
    Loaded = 1,

    /// <summary>Nobody waited for it any more.</summary>
    Cancelled = 2,
}
