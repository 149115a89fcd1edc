namespace Larder.Benchmarks.Measuring;

/// <summary>How long is warmed up and how long is measured.</summary>
internal sealed record Pace
{
    /// <summary>For figures that are published.</summary>
    public static readonly Pace Careful = new();

    /// <summary>For seeing that everything runs: the figures mean nothing.</summary>
    public static readonly Pace Quick = new()
    {
        Slice = TimeSpan.FromMilliseconds(1),
        ShortestWarmUp = TimeSpan.Zero,
        LongestWarmUp = TimeSpan.FromMilliseconds(20),
        Slices = 3,
        Turns = 3,
    };

    /// <summary>About how much CPU time one slice takes. Default 15 ms.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromMilliseconds(15);

    /// <summary>The least CPU time of warming up. Default 600 ms.</summary>
    public TimeSpan ShortestWarmUp { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>The most CPU time of warming up, however unstable the slices are. Default 2.5 s.</summary>
    public TimeSpan LongestWarmUp { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How many slices are measured; the median is reported. Default 31.</summary>
    public int Slices { get; init; } = 31;

    /// <summary>How many turns each lane has where lanes take turns; the median is reported. Default 40.</summary>
    public int Turns { get; init; } = 40;
}
