namespace Larder.Tiers;

/// <summary>How a distributed cache is used as a tier. Immutable; every default is written here and nowhere else.</summary>
public sealed record DistributedCacheTierOptions
{
    /// <summary>What the tier is called in health reports and logs. Default <c>distributed</c>.</summary>
    public string Name { get; init; } = "distributed";

    /// <summary>
    /// What is known of the cache behind: <see cref="TierCapabilities.Shared"/> and <see cref="TierCapabilities.Durable"/>
    /// may be set. Default: shared. It can do nothing else.
    /// </summary>
    public TierCapabilities Nature { get; init; } = TierCapabilities.Shared;

    /// <summary>After what time, at the latest, other processes notice that the cache was cleared. Default 5 seconds.</summary>
    public TimeSpan ClearDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many keys of one call are under way at a time. Default 16.</summary>
    public int Parallelism { get; init; } = 16;

    /// <summary>The clock. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Lists everything that is wrong with these options, a sentence each; empty when they can be used.</summary>
    /// <returns>The faults.</returns>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(Name))
        {
            faults.Add($"Name must not be blank, but was \"{Name}\". Leave it out for \"distributed\".");
        }

        if ((Nature & ~(TierCapabilities.Shared | TierCapabilities.Durable)) != 0)
        {
            faults.Add($"Nature may have Shared and Durable, but was {Nature}. A distributed cache can do nothing else.");
        }

        if (ClearDelay < TimeSpan.Zero || ClearDelay > TimeSpan.FromHours(1))
        {
            faults.Add($"ClearDelay must be between zero and an hour, but was {ClearDelay}. Zero asks before every call.");
        }

        if (Parallelism is < 1 or > 1_024)
        {
            faults.Add($"Parallelism must be between 1 and 1024, but was {Parallelism}. 16 is a good value.");
        }

        if (Time is null)
        {
            faults.Add("Time must not be null. Leave it out for the system's clock.");
        }

        return faults;
    }
}
