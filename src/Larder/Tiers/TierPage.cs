namespace Larder.Tiers;

/// <summary>A part of the keys of a tier.</summary>
/// <param name="Keys">The keys; perhaps fewer than were asked for, and perhaps none though there are more.</param>
/// <param name="Next">Where to go on; null when there is nothing more.</param>
public readonly record struct TierPage(IReadOnlyList<string> Keys, string? Next);
