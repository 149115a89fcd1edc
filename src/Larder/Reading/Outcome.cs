using Larder.Invalidation;

namespace Larder.Reading;

/// <summary>What a caller got by waiting for a load.</summary>
/// <param name="Value">The value; of no meaning when there is none.</param>
/// <param name="Kind">Where it comes from.</param>
internal readonly record struct Outcome<T>(T Value, OutcomeKind Kind)
{
    /// <summary>Whether a caller who came at an epoch may have it.</summary>
    /// <remarks>
    /// A tag that the value carries may have been invalidated after the load began. Whoever came before that gets the value
    /// all the same; whoever came later must not. The table remembers only the last invalidation of a tag, so a follower
    /// who cannot be shown to have come before all of them begins anew: that costs a load, and never a wrong value.
    /// </remarks>
    internal bool IsUsableSince(long epoch, TagTable tags, LoadFlight<T> flight) => Kind switch
    {
        OutcomeKind.None => false,
        OutcomeKind.StandIn => true,
        _ => flight.BeganEpoch == epoch || tags.LastRemoval(flight.FinalTags, flight.BeganEpoch) == 0,
    };
}
