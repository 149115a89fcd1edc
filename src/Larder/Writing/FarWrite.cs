namespace Larder.Writing;

/// <summary>What became of a write to the tier beyond memory.</summary>
/// <param name="Outcome">Whether it was taken.</param>
/// <param name="Version">The version that the tier issued; 0 when it issued none.</param>
internal readonly record struct FarWrite(FarOutcome Outcome, long Version = 0)
{
    internal CacheTiers Written => Outcome == FarOutcome.Taken ? CacheTiers.WriteShared : CacheTiers.None;

    internal CacheTiers Failed => Outcome == FarOutcome.Failed ? CacheTiers.WriteShared : CacheTiers.None;
}
