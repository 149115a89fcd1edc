using Larder.Sqlite.Tier;
using Larder.Testing;
using Larder.Tiers;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>A cache is a luxury: a damaged file is put aside and said, and the cache begins empty.</summary>
public sealed class DamagedFileSpec : IAsyncDisposable
{
    private readonly FileUnderTest _file = new();

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public Task Random_bytes_are_put_aside() => SeededRandom.RunAsync(async random =>
    {
        var bytes = new byte[100_000];
        random.NextBytes(bytes);
        await File.WriteAllBytesAsync(_file.Path, bytes);

        await AssertBeginsEmptyAsync();

        Assert.Equal(bytes, await File.ReadAllBytesAsync(_file[Assert.Single(Aside)]));
    });

    [Theory]
    [InlineData(50)]
    [InlineData(99)]
    [InlineData(4_095)]
    [InlineData(4_097)]
    [InlineData(20_000)]
    public async Task A_file_that_was_cut_short_is_put_aside(int length)
    {
        await FillAsync();
        await using (var cut = new FileStream(_file.Path, FileMode.Open))
        {
            cut.SetLength(length);
        }

        await AssertBeginsEmptyAsync();
        Assert.Single(Aside);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_file_with_nothing_in_it_is_a_new_one(int length)
    {
        await File.WriteAllBytesAsync(_file.Path, new byte[length]);

        await _file.SetAsync("key", "value");

        Assert.Equal("value", await _file.GetAsync("key"));
        Assert.Empty(Aside);
        Assert.Empty(_file.Log.Warnings);
    }

    [Fact]
    public Task Bytes_that_flip_lead_to_nothing_worse_than_an_empty_cache() => SeededRandom.RunAsync(async random =>
    {
        await FillAsync();
        var whole = await File.ReadAllBytesAsync(_file.Path);
        var rounds = TestScale.Current.Of("damaged files", 40, 1_000);
        for (var round = 0; round < rounds; round++)
        {
            var damaged = whole.ToArray();
            for (var flips = random.Next(1, 200); flips > 0; flips--)
            {
                // Behind the header: what that says may make it another program's file, which is left alone.
                damaged[random.Next(100, damaged.Length)] ^= (byte)random.Next(1, 256);
            }

            await File.WriteAllBytesAsync(_file.Path, damaged);
            await UseWhateverIsThereAsync();

            // However it was, what is written now is read back, at the second try at the latest: the first may find the damage.
            await TryAsync(async () => await _file.SetAsync("after", $"round {round}"));
            await _file.SetAsync("after", $"round {round}");
            Assert.Equal($"round {round}", await _file.GetAsync("after"));
            await _file.CloseAsync();
            DeleteAll();
        }
    });

    [Fact]
    public async Task Damage_that_shows_while_the_file_is_open_is_found_and_the_file_made_anew()
    {
        await FillAsync();
        Assert.Equal("value 1", await _file.GetAsync("key 1"));
        await using (var open = new FileStream(_file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            var zeros = new byte[(int)open.Length - 4_096];
            open.Position = 4_096;
            await open.WriteAsync(zeros);
        }

        // Pages that are in memory still answer; one that is not makes the damage known.
        await TryAsync(async () =>
        {
            for (var i = 0; i < Filled; i++)
            {
                await _file.GetAsync($"key {i}");
            }
        });
        await TryAsync(async () => await _file.Tier.ClearAsync());
        await TryAsync(async () => await _file.SetAsync("key", "value"));
        await _file.SetAsync("key", "value");

        Assert.Equal("value", await _file.GetAsync("key"));
        Assert.Single(Aside);
    }

    [Fact]
    public async Task A_folder_of_that_name_is_refused()
    {
        Directory.CreateDirectory(_file.Path);

        var fault = await Assert.ThrowsAsync<CacheFileException>(async () => await _file.SetAsync("key", "value"));

        Assert.Contains("there is a folder of that name", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(_file.Path)!, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said()
    {
        await File.WriteAllTextAsync(_file["no folder"], "");
        _file.Options = _file.Options with { Path = Path.Combine(_file["no folder"], "below", "cache.db") };

        var fault = await Assert.ThrowsAsync<CacheFileException>(async () => await _file.SetAsync("key", "value"));

        Assert.Contains("its folder cannot be made", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_is_over_is_forgotten()
    {
        Directory.CreateDirectory(_file.Path);
        await Assert.ThrowsAsync<CacheFileException>(async () => await _file.SetAsync("key", "value"));

        Directory.Delete(_file.Path);
        await _file.SetAsync("key", "value");

        Assert.Equal("value", await _file.GetAsync("key"));
    }

    [Fact]
    public async Task The_database_of_another_program_is_left_alone()
    {
        using (var other = FileConnection.Open(_file.Path, TimeSpan.FromSeconds(1), "written", FileMode.OpenOrCreate))
        {
            other.Execute("CREATE TABLE precious (thing TEXT); INSERT INTO precious VALUES ('gold')");
        }

        var fault = await Assert.ThrowsAsync<CacheFileException>(async () => await _file.SetAsync("key", "value"));

        Assert.Contains("the database of another program", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, _file.Count("SELECT count(*) FROM precious"));
        Assert.Empty(Aside);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_left_alone()
    {
        await FillAsync();
        using (var newer = FileConnection.Open(_file.Path, TimeSpan.FromSeconds(1), "written"))
        {
            newer.Execute("PRAGMA user_version = 2");
        }

        var fault = await Assert.ThrowsAsync<CacheFileException>(async () => await _file.SetAsync("key", "value"));

        Assert.Contains("has version 2, and this Larder knows 1", fault.Message, StringComparison.Ordinal);
        Assert.Equal(Filled, _file.Count("SELECT count(*) FROM entries"));
    }

    [Fact]
    public async Task Few_damaged_files_are_kept()
    {
        for (var i = 0; i < 6; i++)
        {
            await File.WriteAllTextAsync(_file.Path, $"{new string('x', 600)} number {i}");
            await _file.SetAsync("key", "value");
            await _file.CloseAsync();
            DeleteAll();
            _file.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, Aside.Count);
        Assert.EndsWith("number 5", await File.ReadAllTextAsync(_file[Aside[^1]]), StringComparison.Ordinal);
    }

    private const int Filled = 2_000;

    private IReadOnlyList<string> Aside =>
        [.. _file.Files.Where(name => name.Contains(".damaged-", StringComparison.Ordinal) && !name.EndsWith("-wal", StringComparison.Ordinal) && !name.EndsWith("-shm", StringComparison.Ordinal))];

    private async Task FillAsync()
    {
        await _file.Tier.SetManyAsync(
            [.. Enumerable.Range(0, Filled).Select(i => new TierWrite($"key {i}", FileUnderTest.Bytes($"value {i}"), null))]);
        await _file.CloseAsync();
    }

    private async Task AssertBeginsEmptyAsync()
    {
        Assert.Null(await _file.GetAsync("key 1"));
        await _file.SetAsync("key 1", "new");
        Assert.Equal("new", await _file.GetAsync("key 1"));
        var line = Assert.Single(_file.Log.Warnings);
        Assert.StartsWith("The cache file cache.db was damaged and is now called cache.db.damaged-20300101T000000Z; the cache begins empty.", line, StringComparison.Ordinal);
    }

    private async Task UseWhateverIsThereAsync()
    {
        for (var i = 0; i < Filled; i += 97)
        {
            var key = $"key {i}";
            await TryAsync(async () => await _file.GetAsync(key));
        }

        await TryAsync(async () => await _file.Tier.ScanAsync("", null, 100));
        await TryAsync(async () => await _file.Tier.RemoveAsync("key 3"));
        await TryAsync(async () => await _file.Tier.ClearAsync());
    }

    private void DeleteAll()
    {
        foreach (var part in (string[])["", "-wal", "-shm"])
        {
            File.Delete(_file.Path + part);
        }
    }

    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (CacheFileException)
        {
            // Said, as it must be; anything else fails the test.
        }
    }
}
