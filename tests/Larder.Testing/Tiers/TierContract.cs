using System.Buffers;
using System.Text;
using Larder.Tiers;
using Xunit;

namespace Larder.Testing.Tiers;

/// <summary>What every tier owes: the rules of <see cref="ICacheTier"/>, one test for each.</summary>
/// <typeparam name="TPlace">Makes the tiers.</typeparam>
public abstract class TierContract<TPlace> : TierTests<TPlace>
    where TPlace : TierPlace, new()
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(4_096)]
    [InlineData(70_000)]
    [InlineData(1_000_000)]
    public async Task A_value_comes_back_byte_for_byte(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var writer = new ArrayBufferWriter<byte>();

        await Tier.SetAsync("key", Segments.Of(bytes, Math.Max(1, bytes.Length / 3)), null);
        var entry = await Tier.GetAsync("key", writer);

        Assert.True(entry.Found);
        Assert.Equal(length, entry.Length);
        Assert.True(writer.WrittenSpan.SequenceEqual(bytes));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_writes_nothing()
    {
        var writer = new ArrayBufferWriter<byte>();

        var entry = await Tier.GetAsync("nothing", writer);

        Assert.Equal(default, entry);
        Assert.Equal(0, writer.WrittenCount);
    }

    [Fact]
    public async Task A_read_adds_to_what_its_destination_has()
    {
        var writer = new ArrayBufferWriter<byte>();
        writer.Write("before "u8);
        await Tier.SetAsync("key", Bytes("after"), null);

        await Tier.GetAsync("key", writer);

        Assert.Equal("before after", Encoding.UTF8.GetString(writer.WrittenSpan));
    }

    [Fact]
    public async Task The_last_write_wins_whatever_its_length()
    {
        await Tier.SetAsync("key", Bytes("a long first value"), null);
        await Tier.SetAsync("key", Bytes("short"), null);

        Assert.Equal("short", await ReadAsync("key"));
    }

    [Fact]
    public async Task Bytes_are_the_callers_again_when_a_write_has_ended()
    {
        var one = "before"u8.ToArray();
        var other = "before"u8.ToArray();

        await Tier.SetAsync("one", new ReadOnlySequence<byte>(one), null);
        await Tier.SetManyAsync([new TierWrite("other", new ReadOnlySequence<byte>(other), null)]);
        one.AsSpan().Fill((byte)'x');
        other.AsSpan().Fill((byte)'x');

        Assert.Equal("before", await ReadAsync("one"));
        Assert.Equal("before", await ReadAsync("other"));
    }

    [Fact]
    public async Task Keys_are_told_apart_to_the_letter()
    {
        string[] keys =
        [
            "", " ", "a", "A", "a ", "a\0", "\0", "\0a", "ä", "a\u0308", "*", "?", "[a]", "%", "_", "a:b", "a::b", "tag", "t:tag",
            "日本", "😀", "\uFFFD", "\u007F", new string('k', 1_024), new string('k', 1_023), "key\r\nkey", "'; DROP TABLE entries; --",
        ];

        for (var i = 0; i < keys.Length; i++)
        {
            await Tier.SetAsync(keys[i], Bytes($"value {i}"), null);
        }

        for (var i = 0; i < keys.Length; i++)
        {
            Assert.Equal($"value {i}", await ReadAsync(keys[i]));
        }
    }

    [Fact]
    public async Task Caches_in_one_place_never_meet()
    {
        var a = await OpenAsync("a");
        var ab = await OpenAsync("a:b");
        await a.SetAsync("b:c", Bytes("of a"), null);
        await ab.SetAsync("c", Bytes("of a:b"), null);
        await a.SetAsync("c", Bytes("of a as well"), null);

        await a.ClearAsync();

        Assert.Null(await ReadAsync(a, "b:c"));
        Assert.Null(await ReadAsync(a, "c"));
        Assert.Equal("of a:b", await ReadAsync(ab, "c"));
    }

    [Fact]
    public async Task An_entry_lives_to_its_end_and_no_longer()
    {
        await Tier.SetAsync("key", Bytes("value"), TimeSpan.FromSeconds(60));
        await Place.PassAsync(TimeSpan.FromSeconds(58));
        Assert.Equal("value", await ReadAsync("key"));

        await Place.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Null(await ReadAsync("key"));
        Assert.False(await Tier.RemoveAsync("key"));
    }

    [Fact]
    public async Task A_read_tells_the_time_that_is_left()
    {
        await Tier.SetAsync("ends", Bytes("value"), TimeSpan.FromSeconds(60));
        await Tier.SetAsync("never", Bytes("value"), null);
        await Place.PassAsync(TimeSpan.FromSeconds(20));

        var ends = await Tier.GetAsync("ends", new ArrayBufferWriter<byte>());
        var never = await Tier.GetAsync("never", new ArrayBufferWriter<byte>());

        Assert.NotNull(ends.ExpiresIn);
        Assert.InRange(ends.ExpiresIn.Value, TimeSpan.FromSeconds(35), TimeSpan.FromSeconds(40.1));
        Assert.Null(never.ExpiresIn);
    }

    [Fact]
    public async Task A_write_begins_a_new_life()
    {
        await Tier.SetAsync("longer", Bytes("old"), TimeSpan.FromSeconds(10));
        await Tier.SetAsync("endless", Bytes("old"), TimeSpan.FromSeconds(10));
        await Tier.SetAsync("shorter", Bytes("old"), null);
        await Tier.SetAsync("longer", Bytes("new"), TimeSpan.FromSeconds(100));
        await Tier.SetManyAsync(
        [
            new TierWrite("endless", Bytes("new"), null),
            new TierWrite("shorter", Bytes("new"), TimeSpan.FromSeconds(10)),
        ]);

        await Place.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("new", await ReadAsync("longer"));
        Assert.Equal("new", await ReadAsync("endless"));
        Assert.Null(await ReadAsync("shorter"));
    }

    [Fact]
    public async Task A_life_may_be_longer_than_the_calendar()
    {
        await Tier.SetAsync("key", Bytes("value"), TimeSpan.MaxValue);
        await Place.PassAsync(TimeSpan.FromDays(3_650));

        Assert.Equal("value", await ReadAsync("key"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_life_that_is_over_before_it_begins_is_refused(int seconds)
    {
        var life = TimeSpan.FromSeconds(seconds);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Tier.SetAsync("key", Bytes("value"), life));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await Tier.SetManyAsync([new TierWrite("key", Bytes("value"), life)]));

        Assert.Null(await ReadAsync("key"));
    }

    [Fact]
    public async Task Removing_tells_whether_there_was_something()
    {
        await Tier.SetAsync("key", Bytes("value"), null);

        Assert.True(await Tier.RemoveAsync("key"));
        Assert.False(await Tier.RemoveAsync("key"));
        Assert.Null(await ReadAsync("key"));
    }

    [Fact]
    public async Task S4_38_many_are_read_in_the_order_of_the_keys()
    {
        await Tier.SetManyAsync([.. Enumerable.Range(0, 50).Select(i => new TierWrite($"key {i}", Bytes($"value {i}"), null))]);
        string[] keys = ["key 7", "missing", "key 49", "key 7", "", "key 0"];
        var found = new TierEntry[keys.Length];
        var writer = new ArrayBufferWriter<byte>();

        await Tier.GetManyAsync(keys, writer, found);

        Assert.Equal([true, false, true, true, false, true], found.Select(entry => entry.Found));
        Assert.Equal("value 7value 49value 7value 0", Encoding.UTF8.GetString(writer.WrittenSpan));
        Assert.Equal(writer.WrittenCount, found.Sum(entry => entry.Length));
    }

    [Fact]
    public async Task Many_may_be_none()
    {
        await Tier.SetManyAsync([]);
        await Tier.GetManyAsync([], new ArrayBufferWriter<byte>(), Memory<TierEntry>.Empty);

        Assert.Equal(0, await Tier.RemoveManyAsync([]));
    }

    [Fact]
    public async Task Of_many_writes_of_one_key_the_last_wins()
    {
        await Tier.SetManyAsync([new TierWrite("key", Bytes("first"), null), new TierWrite("key", Bytes("last"), null)]);

        Assert.Equal("last", await ReadAsync("key"));
    }

    [Fact]
    public async Task Removing_many_counts_what_was_there()
    {
        await Tier.SetAsync("a", Bytes("value"), null);
        await Tier.SetAsync("b", Bytes("value"), null);
        await Tier.SetAsync("c", Bytes("value"), null);

        Assert.Equal(2, await Tier.RemoveManyAsync(["a", "missing", "b"]));
        Assert.Null(await ReadAsync("a"));
        Assert.Null(await ReadAsync("b"));
        Assert.Equal("value", await ReadAsync("c"));
    }

    [Fact]
    public async Task Clearing_leaves_nothing_and_what_is_written_then_stays()
    {
        await Tier.SetManyAsync([.. Enumerable.Range(0, 300).Select(i => new TierWrite($"key {i}", Bytes("old"), null))]);

        await Tier.ClearAsync();
        await Tier.SetAsync("key 1", Bytes("new"), null);

        Assert.Null(await ReadAsync("key 0"));
        Assert.Equal("new", await ReadAsync("key 1"));
        await Tier.ClearAsync();
        Assert.Null(await ReadAsync("key 1"));
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Tier.SetAsync("key", Bytes("value"), null);
        var writer = new ArrayBufferWriter<byte>();

        await CancelledAsync(async () => await Tier.GetAsync("key", writer, cancelled));
        await CancelledAsync(async () => await Tier.GetManyAsync(["key"], writer, new TierEntry[1], cancelled));
        await CancelledAsync(async () => await Tier.SetAsync("key", Bytes("other"), null, cancelled));
        await CancelledAsync(async () => await Tier.SetManyAsync([new TierWrite("key", Bytes("other"), null)], cancelled));
        await CancelledAsync(async () => await Tier.RemoveAsync("key", cancelled));
        await CancelledAsync(async () => await Tier.RemoveManyAsync(["key"], cancelled));
        await CancelledAsync(async () => await Tier.ClearAsync(cancelled));

        Assert.Equal("value", await ReadAsync("key"));
        Assert.Equal(0, writer.WrittenCount);
    }

    [Fact]
    public async Task Nobody_gets_the_bytes_of_another_key_under_contention()
    {
        var rounds = TestScale.Current.Of("rounds of the tier contract", 150, 2_000);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(lane => Task.Run(async () =>
        {
            for (var i = 0; i < rounds; i++)
            {
                var key = $"key {(i * 7 + lane) % 23}";
                await Tier.SetAsync(key, Bytes($"{key} of lane {lane}"), TimeSpan.FromMinutes(1));
                var text = await ReadAsync($"key {(i + lane) % 23}");
                Assert.True(text is null || text.StartsWith($"key {(i + lane) % 23} of", StringComparison.Ordinal), text);
            }
        })));
    }

    [Fact]
    public async Task What_a_tier_cannot_do_is_refused_by_name()
    {
        Assert.Equal(Can(TierCapabilities.Tags), Tier.Tags is not null);
        if (!Can(TierCapabilities.CompareAndSet))
        {
            await Assert.ThrowsAsync<NotSupportedException>(async () => await Tier.TrySetAsync("key", 0, Bytes("value"), null));
            Assert.Equal(0, await Tier.SetAsync("key", Bytes("value"), null));
            Assert.Equal(0, await VersionAsync("key"));
        }

        if (!Can(TierCapabilities.Scan))
        {
            await Assert.ThrowsAsync<NotSupportedException>(async () => await Tier.ScanAsync("", null, 10));
        }
    }

    [Fact]
    public async Task Disposing_twice_is_disposing_once()
    {
        var tier = await OpenAsync("disposed");
        await tier.SetAsync("key", Bytes("value"), null);

        await tier.DisposeAsync();
        await tier.DisposeAsync();
    }

    private static async Task CancelledAsync(Func<Task> call) => await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
}
