using System.Buffers;
using Larder.Testing;
using Larder.Tiers;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>The file does not outgrow its limit, and nobody is refused because it is full.</summary>
public sealed class SizeLimitSpec : IAsyncDisposable
{
    private readonly FileUnderTest _file = new();

    public SizeLimitSpec() => _file.Options = _file.Options with { MaxBytes = SqliteTierOptions.SmallestMaxBytes };

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Theory]
    [InlineData(1, 200, 30_000)]
    [InlineData(100, 200, 30_000)]
    [InlineData(10, 20_000, 500)]
    [InlineData(2_000, 1_000, 8_000)]
    public async Task What_was_written_first_leaves_first_and_the_file_stays_within_its_limit(int atOnce, int length, int count)
    {
        var value = new string('v', length);
        for (var i = 0; i < count; i += atOnce)
        {
            await _file.Tier.SetManyAsync(
                [.. Enumerable.Range(i, atOnce).Select(n => new TierWrite($"key {n}", FileUnderTest.Bytes(value), null))]);
        }

        Assert.Equal(value, await _file.GetAsync($"key {count - 1}"));
        Assert.Null(await _file.GetAsync("key 0"));
        Assert.InRange(_file.Count("SELECT count(*) FROM entries"), 1, count - 1);
        Assert.Equal("newest only", _file.Count("SELECT max(version) - min(version) + 1 - count(*) FROM entries") == 0 ? "newest only" : "holes");
        Assert.InRange(new FileInfo(_file.Path).Length, 1, _file.Options.MaxBytes);
    }

    [Fact]
    public async Task What_is_over_leaves_before_what_is_not()
    {
        var value = new string('v', 1_000);
        await _file.SetAsync("oldest, for ever", value);
        for (var i = 0; i < 500; i++)
        {
            await _file.SetAsync($"short {i}", value, TimeSpan.FromSeconds(1));
        }

        _file.Clock.Advance(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 400; i++)
        {
            await _file.SetAsync($"long {i}", value);
        }

        Assert.Equal(value, await _file.GetAsync("oldest, for ever"));
    }

    [Fact]
    public async Task A_value_as_large_as_a_quarter_of_the_file_is_kept_and_a_larger_one_takes_the_old_one_along()
    {
        var most = new byte[SqliteTierOptions.SmallestMaxBytes / 4];
        await _file.Tier.SetAsync("large", new ReadOnlySequence<byte>(most), null);
        var writer = new ArrayBufferWriter<byte>();
        Assert.True((await _file.Tier.GetAsync("large", writer)).Found);
        await _file.SetAsync("other", "value");

        var version = await _file.Tier.SetAsync("large", new ReadOnlySequence<byte>(new byte[most.Length + 1]), null);

        Assert.True(version > 0);
        Assert.Null(await _file.GetAsync("large"));
        Assert.Equal("value", await _file.GetAsync("other"));
    }

    [Fact]
    public async Task Entries_that_are_over_are_swept_out()
    {
        await _file.Tier.SetManyAsync(
            [.. Enumerable.Range(0, 2_500).Select(n => new TierWrite($"key {n}", FileUnderTest.Bytes("value"), TimeSpan.FromSeconds(30)))]);
        await _file.SetAsync("stays", "value");
        Assert.Equal(2_501, _file.Count("SELECT count(*) FROM entries"));

        _file.Clock.Advance(TimeSpan.FromMinutes(1));

        await Eventually.IsTrue("all that is over has left", () => _file.Count("SELECT count(*) FROM entries") == 1);
        Assert.Equal("value", await _file.GetAsync("stays"));
    }

    [Fact]
    public async Task Many_writers_and_readers_of_a_full_file_never_get_a_wrong_value()
    {
        var rounds = TestScale.Current.Of("writes for each lane of a full file", 400, 5_000);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(lane => Task.Run(async () =>
        {
            for (var i = 0; i < rounds; i++)
            {
                var key = $"{lane} {i}";
                await _file.SetAsync(key, $"{key} {new string('v', 1_000)}");
                var other = $"{(lane + 1) % 6} {i}";
                var found = await _file.GetAsync(other);
                Assert.True(found is null || found.StartsWith($"{other} v", StringComparison.Ordinal));
            }
        })));

        Assert.InRange(new FileInfo(_file.Path).Length, 1, _file.Options.MaxBytes);
    }
}
