using Larder.Engine;

namespace Larder.Simulation;

/// <summary>What one policy reached at one capacity.</summary>
public sealed record RunResult
{
    /// <summary>The policy of the store.</summary>
    public required EvictionPolicy Policy { get; init; }

    /// <summary>The capacity of the store: entries, or bytes in a weighted run.</summary>
    public required long Capacity { get; init; }

    /// <summary>How many requests were made.</summary>
    public required long Requests { get; init; }

    /// <summary>How many of them the store answered.</summary>
    public required long Hits { get; init; }

    /// <summary>The bytes of a weighted run; null in a run that counts entries.</summary>
    public ByteCount? Bytes { get; init; }

    /// <summary>Hits by requests, from 0 to 1; 0 without requests.</summary>
    public double HitRate => Requests == 0 ? 0 : (double)Hits / Requests;
}
