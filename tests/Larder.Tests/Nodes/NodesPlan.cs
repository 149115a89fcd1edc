using Larder.Tests.Tiered;

namespace Larder.Tests.Nodes;

/// <summary>What kind of nodes a test has, and what befalls them.</summary>
internal sealed record NodesPlan(int Nodes)
{
    internal const int Keys = 6;

    internal CacheOptions Options { get; init; } = new();

    /// <summary>The tier they share; null for none.</summary>
    internal TierKind? Tier { get; init; }

    /// <summary>Whether nodes are cut off from the bus now and then, and lose what was on its way.</summary>
    internal bool CutsOff { get; init; }

    /// <summary>Whether the tier is out of reach now and then, for one node or for all.</summary>
    internal bool HasOutages { get; init; }

    /// <summary>How long a message may be on its way; null for any time, zero for none.</summary>
    internal TimeSpan? NewsTakes { get; init; }
}
