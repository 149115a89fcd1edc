namespace Larder.Tiers;

/// <summary>What a tier found for a key; the default value when it found nothing.</summary>
/// <param name="Found">Whether there is an entry.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="ExpiresIn">How long the tier will keep it, more than zero; null for no end.</param>
/// <param name="Version">Its version: above zero, and never the same for two writes of a key. 0 where the tier has none.</param>
public readonly record struct TierEntry(bool Found, int Length, TimeSpan? ExpiresIn, long Version);
