namespace Larder.Tiers;

/// <summary>What came of asking a tier.</summary>
internal enum TierOutcome
{
    /// <summary>It answered; what it did not find is an answer, too.</summary>
    Answered = 0,

    /// <summary>It failed, each time it was asked. What it was to write, it may have written.</summary>
    Failed = 1,

    /// <summary>It did not answer in time. What it was to write, it may have written, or may yet write.</summary>
    TooSlow = 2,

    /// <summary>It was not asked: it is left alone, has too many calls to answer, or is being disposed.</summary>
    Spared = 3,
}
