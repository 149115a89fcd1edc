
namespace Larder.Engine;

/// <summary>How a store is built. Immutable; every default is written here and nowhere else.</summary>
public sealed record StoreOptions
{
    /// <summary>The smallest capacity a store can have, in entries or in weight.</summary>
    public const int MinimumCapacity = 3;

    /// <summary>The most the store holds: entries, or total weight when the store is given a weigher. Default 10,000.</summary>
    public long Capacity { get; init; } = 10_000;

    /// <summary>Which entry leaves when the store is full. Default <see cref="EvictionPolicy.Adaptive"/>.</summary>
    public EvictionPolicy Eviction { get; init; } = EvictionPolicy.Adaptive;

    /// <summary>
    /// Whether look-ups are counted. Default true. Writes and removals are counted either way, under locks that they
    /// hold anyhow.
    /// </summary>
    public bool Statistics { get; init; } = true;

    /// <summary>The clock that deadlines are measured by. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// What to do when the process runs short of memory. Default: trim above nine tenths of what it may use;
    /// <see cref="MemoryPressureOptions.Off"/> for nothing.
    /// </summary>
    public MemoryPressureOptions MemoryPressure { get; init; } = new();

    /// <summary>Fixes how keys are hashed and chance falls, so that a run can be repeated. Null: the secret of the process.</summary>
    public HashSeed? HashSeed { get; init; }

    /// <summary>Lists everything that is wrong with these options, a sentence each; empty when they can be used.</summary>
    /// <returns>The faults, in the order of the properties.</returns>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();

        if (Capacity < MinimumCapacity)
        {
            faults.Add($"Capacity must be at least {MinimumCapacity}, but was {Capacity}. Set StoreOptions.Capacity.");
        }

        if (!Enum.IsDefined(Eviction))
        {
            faults.Add($"Eviction must be one of {string.Join(", ", Enum.GetNames<EvictionPolicy>())}, but was {(int)Eviction}. Set StoreOptions.Eviction.");
        }

        if (MemoryPressure is null)
        {
            faults.Add(
                "MemoryPressure must not be null. Set StoreOptions.MemoryPressure to MemoryPressureOptions.Off for none.");
        }
        else
        {
            faults.AddRange(MemoryPressure.Validate());
        }

        if (Time is null)
        {
            faults.Add("Time must not be null. Set StoreOptions.Time, or leave it as it is for the system's clock.");
        }

        return faults;
    }
}
