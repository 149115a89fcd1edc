namespace Larder.Tiers;

/// <summary>How a tier is guarded. Every default is written here and nowhere else.</summary>
internal sealed record TierGuardSettings
{
    /// <summary>How often a call that is safe to repeat is tried in all.</summary>
    internal int Attempts { get; init; } = 3;

    /// <summary>How long it rests between two tries.</summary>
    internal TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>How long a caller waits who has something to go on with.</summary>
    internal TimeSpan SoftTimeout { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>How long one call may take, all its tries and rests together.</summary>
    internal TimeSpan HardTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The same for emptying a tier, whose work grows with what is in it.</summary>
    internal TimeSpan ClearTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After how many failures in a row the tier is left alone; each try counts.</summary>
    internal int FailuresToOpen { get; init; } = 5;

    /// <summary>How long it is left alone before one call is let through.</summary>
    internal TimeSpan OpenFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many calls it may have to answer at a time, those included that nobody waits for any more.</summary>
    internal int MostInFlight { get; init; } = 256;

    /// <summary>How many bytes one read may bring.</summary>
    internal int MostBytes { get; init; } = 256 * 1_024 * 1_024;

    /// <summary>Whether the text of a foreign exception, which may have keys in it, is shown.</summary>
    internal LogKeys LogKeys { get; init; }

    /// <summary>The clock of limits and rests.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
