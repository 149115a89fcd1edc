namespace Larder.Reading;

/// <summary>Where the outcome of a wait comes from.</summary>
internal enum OutcomeKind
{
    /// <summary>The load ended without a value for the key, and without an error.</summary>
    None = 0,

    /// <summary>The load brought it.</summary>
    Loaded = 1,

    /// <summary>A stale value or a fallback stands in for the load.</summary>
    StandIn = 2,
}
