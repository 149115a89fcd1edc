namespace Larder.Tiers;

/// <summary>What a <see cref="Breaker"/> gives to a call; the call reports with it how it ended.</summary>
/// <param name="IsGranted">Whether the tier may be asked.</param>
/// <param name="IsProbe">Whether the call is the one that finds out whether the tier is back.</param>
/// <param name="Turn">In which turn of the breaker the call began: reports from an earlier one no longer count.</param>
internal readonly record struct BreakerPass(bool IsGranted, bool IsProbe, long Turn);
