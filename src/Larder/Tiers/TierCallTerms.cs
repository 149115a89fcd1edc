namespace Larder.Tiers;

/// <summary>How one call of a tier is made.</summary>
/// <param name="Attempts">How often it may be tried: once where a second time could do harm.</param>
/// <param name="Limit">How long it may take in all.</param>
/// <param name="Patience">How long the caller waits for it.</param>
internal readonly record struct TierCallTerms(int Attempts, TimeSpan Limit, TierPatience Patience = TierPatience.Hard);
