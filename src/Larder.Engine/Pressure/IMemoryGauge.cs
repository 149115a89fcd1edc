namespace Larder.Engine.Pressure;

/// <summary>What memory pressure is judged by, and the one thing that is asked of the garbage collector.</summary>
internal interface IMemoryGauge
{
    /// <summary>The share of its memory that the process uses, from 0 to 1.</summary>
    double Share { get; }

    /// <summary>The index of the last full collection that has ended.</summary>
    long LastFullCollection { get; }

    /// <summary>Asks for a full collection in the background, so that trimmed entries are given back.</summary>
    /// <returns>False when none was begun, because one runs: it spares what was trimmed after it began.</returns>
    bool TryBeginCollection();
}
