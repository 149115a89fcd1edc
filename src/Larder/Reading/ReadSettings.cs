namespace Larder.Reading;

/// <summary>The limits of the loads of one cache.</summary>
/// <param name="MostLoads">How many run at a time.</param>
/// <param name="MostWaiting">How many more may wait for their turn.</param>
/// <param name="MostRefreshes">How many of those that run in the background run at a time.</param>
/// <param name="Time">The clock that time limits are measured by.</param>
internal sealed record ReadSettings(int MostLoads, int MostWaiting, int MostRefreshes, TimeProvider Time)
{
    /// <summary>Whether keys may be seen in logs.</summary>
    internal LogKeys LogKeys { get; init; }

    /// <summary>Whom loads are told to.</summary>
    internal required CacheEvents Events { get; init; }
}
