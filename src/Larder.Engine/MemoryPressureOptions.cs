namespace Larder.Engine;

/// <summary>When and how much a store gives back under memory pressure. Immutable and thread-safe.</summary>
public sealed record MemoryPressureOptions
{
    /// <summary>The longest <see cref="CheckInterval"/>: a day.</summary>
    public static readonly TimeSpan MaximumCheckInterval = TimeSpan.FromDays(1);

    /// <summary>Options of a store that ignores memory pressure.</summary>
    public static MemoryPressureOptions Off { get; } = new() { Response = PressureResponse.Ignore };

    /// <summary>What to do under pressure. Default <see cref="PressureResponse.Trim"/>.</summary>
    public PressureResponse Response { get; init; } = PressureResponse.Trim;

    /// <summary>
    /// The share of the container's or the system's memory that the process may use before the store trims; more than
    /// 0, at most 1. Default 0.90.
    /// </summary>
    public double Threshold { get; init; } = 0.90;

    /// <summary>
    /// The share of the entries trimmed at a time, at least one entry; more than 0, at most 1. Default 0.10.
    /// </summary>
    public double TrimFraction { get; init; } = 0.10;

    /// <summary>How often memory is looked at; more than zero, at most a day. Default one second.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The share of its memory that the process uses, from 0 to 1. Default null: measured, with what the garbage
    /// collector holds in reserve left out. Called at each check, on any thread, one call at a time; one that throws
    /// counts as no pressure.
    /// </summary>
    public Func<double>? Reading { get; init; }

    /// <summary>
    /// Lists everything that is wrong with these options, a sentence each; empty when they can be used.
    /// </summary>
    /// <returns>The faults, in the order of the properties.</returns>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();

        if (!Enum.IsDefined(Response))
        {
            string known = string.Join(", ", Enum.GetNames<PressureResponse>());
            faults.Add(
                $"Response must be one of {known}, but was {(int)Response}. Set MemoryPressureOptions.Response.");
        }

        AddShareFault(faults, nameof(Threshold), Threshold);
        AddShareFault(faults, nameof(TrimFraction), TrimFraction);

        if (CheckInterval <= TimeSpan.Zero || CheckInterval > MaximumCheckInterval)
        {
            faults.Add(
                $"CheckInterval must be more than zero and at most {MaximumCheckInterval}, but was {CheckInterval}. "
                + "Set MemoryPressureOptions.CheckInterval.");
        }

        return faults;
    }

    private static void AddShareFault(List<string> faults, string name, double share)
    {
        if (share is not (> 0 and <= 1))
        {
            faults.Add(
                $"{name} must be more than 0 and at most 1, but was {share}. "
                + $"Set MemoryPressureOptions.{name}, 0.9 for 90 %.");
        }
    }
}
