namespace Larder.Server.Catalog;

/// <summary>Durations as the API writes them: seconds to seven places, and never with an exponent.</summary>
internal static class Seconds
{
    private const int Decimals = 7;

    public static decimal Of(TimeSpan elapsed) => decimal.Round((decimal)elapsed.TotalSeconds, Decimals);

    /// <summary>How long ago a time stamp of the provider was.</summary>
    public static decimal Since(long began, TimeProvider time) => Of(time.GetElapsedTime(began));
}
