namespace Larder;

/// <summary>Whether a null that a factory made, or a caller set, is kept.</summary>
public enum NullPolicy
{
    /// <summary>It is kept like any other value.</summary>
    Cache = 0,

    /// <summary>It is returned and not kept; setting null removes what was there.</summary>
    Skip = 1,
}
