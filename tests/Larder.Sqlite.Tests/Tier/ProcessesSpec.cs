using System.Diagnostics;
using System.Globalization;
using Larder.Sqlite.Tier;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>Two and three real processes over one file.</summary>
public sealed class ProcessesSpec(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly FileUnderTest _file = new();

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public async Task S4_11_No_process_reads_what_it_was_told_is_no_longer_true()
    {
        var rounds = TestScale.Current.Of("rounds of three processes", 60, 1_000);
        var longest = TimeSpan.Zero;

        await SeededRandom.RunAsync(async random =>
        {
            await using var one = new NeighbourProcess(_file.Path);
            await using var two = new NeighbourProcess(_file.Path);
            await using var three = new NeighbourProcess(_file.Path);
            NeighbourProcess[] all = [one, two, three];
            var fromMemory = 0;
            for (var round = 0; round < rounds; round++)
            {
                var key = $"key{random.Next(4)}";
                var writer = random.Next(all.Length);

                // All of them hold the value from before, or load it now; then it is set anew, or removed because its source has changed.
                await Task.WhenAll(all.Select(process => process.AskAsync($"load {key} before{round}")));
                var isSet = random.Next(2) == 0;
                Assert.Equal("ok", await all[writer].AskAsync(isSet ? $"set {key} {round}" : $"remove {key}"));
                var told = long.Parse(await all[writer].AskAsync($"mark mark{round}"), CultureInfo.InvariantCulture);
                foreach (var reader in all.Where(process => process != all[writer]))
                {
                    var heard = long.Parse(await reader.AskAsync($"await mark{round}"), CultureInfo.InvariantCulture);
                    var delay = Stopwatch.GetElapsedTime(told, heard);
                    longest = delay > longest ? delay : longest;
                    if (isSet) Assert.Equal($"tier {round}", await reader.AskAsync($"read {key}"));
                    Assert.Equal($"{round}", await reader.AskAsync($"load {key} {round}"));
                    fromMemory += await reader.AskAsync($"read {key}") == $"memory {round}" ? 1 : 0;
                }
            }

            Assert.True(fromMemory > 0, "Memory was never read, so nothing was shown.");
        });

        output.WriteLine($"The longest time from telling to hearing was {longest.TotalMilliseconds:0.0} ms in {rounds} rounds.");
    }

    [Fact]
    public async Task A_process_that_is_killed_while_it_writes_leaves_a_whole_file_and_what_it_said()
    {
        await using var survivor = new NeighbourProcess(_file.Path);
        Assert.Equal("ok", await survivor.AskAsync("set before value"));
        var said = -1;
        await using (var victim = new NeighbourProcess(_file.Path))
        {
            await victim.TellAsync("write entry");
            while (said < 300)
            {
                said = int.Parse(await victim.HearAsync(), CultureInfo.InvariantCulture);
            }

            await victim.KillAsync();
        }

        Assert.Equal("ok", await survivor.AskAsync("set after value"));
        for (var i = 0; i <= said; i++)
        {
            Assert.Equal($"tier {i}", await survivor.AskAsync($"read entry{i}"));
        }

        using var connection = FileConnection.Open(_file.Path, TimeSpan.FromSeconds(5), "read");
        var check = connection.Prepare("PRAGMA integrity_check");
        Assert.True(check.Step());
        Assert.Equal("ok", check.Text(0));
    }

    [Fact]
    public async Task Processes_that_find_a_damaged_file_at_the_same_time_put_it_aside_once()
    {
        await File.WriteAllTextAsync(_file.Path, new string('x', 10_000));
        await using var one = new NeighbourProcess(_file.Path);
        await using var two = new NeighbourProcess(_file.Path);
        await using var three = new NeighbourProcess(_file.Path);
        NeighbourProcess[] all = [one, two, three];

        await Task.WhenAll(all.Select((process, i) => process.AskAsync($"set key{i} value{i}")));

        for (var i = 0; i < all.Length; i++)
        {
            Assert.Equal($"tier value{i}", await all[(i + 1) % 3].AskAsync($"read key{i}"));
        }

        Assert.Single(_file.Files, name => name.Contains(".damaged-", StringComparison.Ordinal));
    }
}
