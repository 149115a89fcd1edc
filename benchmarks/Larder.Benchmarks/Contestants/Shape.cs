namespace Larder.Benchmarks.Contestants;

/// <summary>How a contestant is to be built.</summary>
internal sealed record Shape
{
    /// <summary>The time to live that is long enough never to end in a run.</summary>
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The most entries it may hold. A dictionary has no such limit and does not hold it.</summary>
    public int Capacity { get; init; }

    /// <summary>Whether it counts hits and misses. Default true.</summary>
    public bool Statistics { get; init; } = true;

    /// <summary>What its entries carry. Default nothing.</summary>
    public Lifetime Lifetime { get; init; }

    /// <summary>Whether somebody listens to its meter. Default false.</summary>
    public bool Metered { get; init; }
}
