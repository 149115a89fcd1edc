using Larder.Engine;

namespace Larder.Simulation;

/// <summary>The names by which policies are asked for and reported: adaptive, lru, lfu, fifo.</summary>
public static class PolicyName
{
    /// <summary>Every policy, in the order of reports.</summary>
    public static IReadOnlyList<EvictionPolicy> All { get; } =
        [EvictionPolicy.Adaptive, EvictionPolicy.Lru, EvictionPolicy.Lfu, EvictionPolicy.Fifo];

    /// <summary>The name of a policy, in lower case.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>Its name.</returns>
    public static string Of(EvictionPolicy policy) => policy switch
    {
        EvictionPolicy.Adaptive => "adaptive",
        EvictionPolicy.Lru => "lru",
        EvictionPolicy.Lfu => "lfu",
        EvictionPolicy.Fifo => "fifo",
        _ => throw new SimulationException($"{(int)policy} is no policy; choose from {KnownNames}."),
    };

    /// <summary>Reads a list of names such as <c>adaptive,lru</c>; <c>all</c> stands for every policy.</summary>
    /// <param name="text">The names, separated by commas; case does not matter.</param>
    /// <returns>The policies in the order given, each once.</returns>
    /// <exception cref="SimulationException">A name is unknown, or none is given.</exception>
    public static IReadOnlyList<EvictionPolicy> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var policies = new List<EvictionPolicy>();

        foreach (string name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            foreach (var policy in Parse(name))
            {
                if (!policies.Contains(policy))
                    policies.Add(policy);
            }
        }

        return policies;
    }

    private static string KnownNames => string.Join(", ", All.Select(Of));

    private static IReadOnlyList<EvictionPolicy> Parse(string name)
    {
        if (string.Equals(name, "all", StringComparison.OrdinalIgnoreCase))
            return All;

        foreach (var policy in All)
        {
            if (string.Equals(name, Of(policy), StringComparison.OrdinalIgnoreCase))
                return [policy];
        }

        throw new SimulationException($"'{name}' is no policy; choose from {KnownNames}, or all.");
    }
}
