using Larder.Sqlite.Tier;

namespace Larder.Sqlite.Tests;

/// <summary>Options are checked all at once, and their defaults are those that the documents name.</summary>
public sealed class OptionsSpec
{
    [Fact]
    public void All_faults_are_told_at_once()
    {
        var faulty = new SqliteTierOptions
        {
            Path = " ",
            MaxBytes = 1,
            Durability = (SqliteDurability)7,
            SweepEvery = TimeSpan.Zero,
            PollEvery = TimeSpan.FromHours(1),
            BusyTimeout = TimeSpan.FromSeconds(-1),
            MaxQueuedWrites = 0,
            Time = null!,
            Loggers = null!,
        };

        var error = Assert.Throws<ArgumentException>(() => new SqliteTierFactory(faulty));

        Assert.Equal(9, faulty.Validate().Count);
        foreach (var name in (string[])["Path", "MaxBytes", "Durability", "SweepEvery", "PollEvery", "BusyTimeout", "MaxQueuedWrites", "Time", "Loggers"])
        {
            Assert.Contains($"{name} m", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_defaults_are_those_that_are_documented()
    {
        var options = new SqliteTierOptions { Path = "cache.db" };

        Assert.Empty(options.Validate());
        Assert.Equal(256 * 1_024 * 1_024, options.MaxBytes);
        Assert.Equal(SqliteDurability.Process, options.Durability);
        Assert.Equal(TimeSpan.FromMinutes(1), options.SweepEvery);
        Assert.Equal(TimeSpan.FromMilliseconds(50), options.PollEvery);
        Assert.Equal(TimeSpan.FromSeconds(1), options.BusyTimeout);
        Assert.Equal(4_096, options.MaxQueuedWrites);
    }
}
