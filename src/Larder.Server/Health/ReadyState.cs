namespace Larder.Server.Health;

/// <summary>What a look at everything that the server needs has found.</summary>
/// <param name="Status">One word for all of it: healthy, degraded, unhealthy, or draining.</param>
/// <param name="Services">What was looked at, and whether it answered.</param>
/// <param name="Reasons">A sentence for each that did not.</param>
internal sealed record ReadyState(
    string Status, IReadOnlyList<(string Name, bool IsUp)> Services, IReadOnlyList<string> Reasons)
{
    public const string Healthy = "healthy";
    public const string Degraded = "degraded";
    public const string Unhealthy = "unhealthy";
    public const string Draining = "draining";

    /// <summary>Whether requests may be sent here.</summary>
    public bool IsReady => Status is Healthy or Degraded;
}
