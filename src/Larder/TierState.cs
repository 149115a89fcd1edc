namespace Larder;

/// <summary>Whether a tier beyond memory is asked.</summary>
public enum TierState
{
    /// <summary>It is asked, and answers.</summary>
    Up = 0,

    /// <summary>It has failed again and again and is left alone: calls go on without it, at once.</summary>
    Down = 1,

    /// <summary>It was left alone for long enough: one call is let through to see whether it answers again.</summary>
    Probing = 2,
}
