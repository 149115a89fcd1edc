namespace Larder.Tiers;

/// <summary>How long a caller waits for a tier.</summary>
internal enum TierPatience
{
    /// <summary>To the hard limit: the caller has nothing else.</summary>
    Hard = 0,

    /// <summary>To the soft limit, because the caller has something to go on with. The tier is given to the hard limit.</summary>
    Soft = 1,
}
