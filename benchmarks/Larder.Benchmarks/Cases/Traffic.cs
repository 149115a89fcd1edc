namespace Larder.Benchmarks.Cases;

/// <summary>What the threads of a case do.</summary>
internal enum Traffic
{
    /// <summary>Look-ups of keys that are all there.</summary>
    Hits,

    /// <summary>Get-or-add over ten times as many keys as there is room for.</summary>
    Loads,

    /// <summary>Nine look-ups for each write.</summary>
    Mixed,
}
