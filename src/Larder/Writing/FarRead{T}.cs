using Larder.Serialization;

namespace Larder.Writing;

/// <summary>What a tier beyond memory had for a key.</summary>
/// <param name="State">What that is worth.</param>
/// <param name="Value">The value, when there is one.</param>
/// <param name="Facts">What its envelope told.</param>
internal readonly record struct FarRead<T>(FarState State, T? Value, PayloadFacts Facts)
{
    /// <summary>The key may have been changed by then unless it still has this version; negative when nobody knows.</summary>
    internal long Fence { get; init; } = FarTier.NoFence;

    /// <summary>How long the value will be fresh; below zero by how long it has been stale.</summary>
    internal TimeSpan FreshFor { get; init; }

    /// <summary>How much longer the tier keeps it.</summary>
    internal TimeSpan KeptFor { get; init; }

    internal bool HasValue => State is FarState.Fresh or FarState.Stale or FarState.Expired;
}
