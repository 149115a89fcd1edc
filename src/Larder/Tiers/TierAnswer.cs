namespace Larder.Tiers;

/// <summary>What a tier answered, or why it did not.</summary>
/// <typeparam name="T">What it was asked for.</typeparam>
/// <param name="Outcome">Whether it answered.</param>
/// <param name="Value">The answer; the default value when there is none.</param>
internal readonly record struct TierAnswer<T>(TierOutcome Outcome, T? Value)
{
    internal bool IsAnswered => Outcome == TierOutcome.Answered;
}
