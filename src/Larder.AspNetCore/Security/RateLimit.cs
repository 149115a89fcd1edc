namespace Larder.AspNetCore.Security;

/// <summary>How many requests one client may make: a bucket of tokens that fills up at a steady pace. Immutable.</summary>
/// <remarks>
/// A client is a key, or an address where there is no key: one of IPv4, or the upper 64 bits of one of IPv6, because
/// whoever has one of those addresses has them all.
/// </remarks>
/// <param name="PerSecond">How many tokens come back in a second; each request takes one.</param>
/// <param name="Burst">How many tokens the bucket holds: what may come at once after a pause.</param>
public sealed record RateLimit(double PerSecond, int Burst)
{
    /// <summary>How many clients are remembered; of more, those that have been quiet longest are forgotten. Default 100,000.</summary>
    public int Clients { get; init; } = 100_000;

    /// <summary>Lists everything that is wrong with these options, as the ends of sentences.</summary>
    /// <returns>The faults.</returns>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (PerSecond is not (> 0 and <= 1_000_000))
            faults.Add($"PerSecond must be above 0 and at most 1000000, but is {PerSecond}.");
        if (Burst is < 1 or > 1_000_000)
            faults.Add($"Burst must be from 1 to 1000000, but is {Burst}.");
        if (Clients is < 100 or > 10_000_000)
            faults.Add($"Clients must be from 100 to 10000000, but is {Clients}.");
        return faults;
    }
}
