using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Larder.Sqlite;

/// <summary>How a file is used as a tier. Immutable; every default is written here and nowhere else.</summary>
public sealed record SqliteTierOptions
{
    /// <summary>The smallest <see cref="MaxBytes"/>.</summary>
    public const long SmallestMaxBytes = 1_048_576;

    /// <summary>Where the file is; its folder is made. Two files beside it, <c>-wal</c> and <c>-shm</c>, belong to it. No default.</summary>
    public required string Path { get; init; }

    /// <summary>How large the file may become; what was written first leaves first. Default 256 MiB.</summary>
    public long MaxBytes { get; init; } = 256L * 1_024 * 1_024;

    /// <summary>What a write that was acknowledged survives. Default <see cref="SqliteDurability.Process"/>.</summary>
    public SqliteDurability Durability { get; init; }

    /// <summary>
    /// Who may use the file at a time. Whoever opens it while its user, or somebody else, wants it alone is refused. Default
    /// <see cref="SqliteSharing.Shared"/>.
    /// </summary>
    public SqliteSharing Sharing { get; init; }

    /// <summary>How often entries whose time is over are taken out. Default one minute.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often the file is asked whether other processes told of changes. They are heard of within twice that time.
    /// Default 50 milliseconds.
    /// </summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a call waits for the lock of another process. Default 1 second.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many writes may wait for their batch; more have to wait before they may wait. Default 4,096.</summary>
    public int MaxQueuedWrites { get; init; } = 4_096;

    /// <summary>The clock. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the tier logs. Default: nowhere.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Lists everything that is wrong with these options, a sentence each; empty when they can be used.</summary>
    /// <returns>The faults.</returns>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(Path) || Path.Contains('\0', StringComparison.Ordinal))
        {
            faults.Add($"Path must name a file, but was \"{Path?.Replace("\0", "\\0", StringComparison.Ordinal)}\". Set it to a file in a folder of this machine, such as data/cache.db.");
        }

        if (MaxBytes < SmallestMaxBytes)
        {
            faults.Add($"MaxBytes must be at least {SmallestMaxBytes}, but was {MaxBytes}. Leave it out for 256 MiB.");
        }

        if (!Enum.IsDefined(Durability))
        {
            faults.Add($"Durability must be Process or Machine, but was {(int)Durability}.");
        }

        if (!Enum.IsDefined(Sharing))
        {
            faults.Add($"Sharing must be Shared or Exclusive, but was {(int)Sharing}.");
        }

        Between(faults, nameof(SweepEvery), SweepEvery, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Between(faults, nameof(PollEvery), PollEvery, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Between(faults, nameof(BusyTimeout), BusyTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        if (MaxQueuedWrites is < 1 or > 1_000_000)
        {
            faults.Add($"MaxQueuedWrites must be between 1 and 1000000, but was {MaxQueuedWrites}. Leave it out for 4096.");
        }

        if (Time is null)
        {
            faults.Add("Time must not be null. Leave it out for the system's clock.");
        }

        if (Loggers is null)
        {
            faults.Add("Loggers must not be null. Leave it out to log nowhere.");
        }

        return faults;
    }

    private static void Between(List<string> faults, string name, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            faults.Add($"{name} must be between {least} and {most}, but was {value}. Leave it out for the default.");
        }
    }
}
