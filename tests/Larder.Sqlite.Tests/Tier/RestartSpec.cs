using Larder.Testing;
using Larder.Tiers;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>What is in the file is there after a restart.</summary>
public sealed class RestartSpec : IAsyncDisposable
{
    private readonly FileUnderTest _file = new();

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public async Task S4_11_entries_survive_a_restart_and_so_does_their_end()
    {
        await _file.SetAsync("stays", "value");
        await _file.SetAsync("ends", "value", TimeSpan.FromMinutes(10));
        await _file.CloseAsync();

        Assert.Equal("value", await _file.GetAsync("stays"));
        Assert.Equal("value", await _file.GetAsync("ends"));
        await _file.CloseAsync();
        _file.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("value", await _file.GetAsync("stays"));
        Assert.Null(await _file.GetAsync("ends"));
    }

    [Fact]
    public async Task Versions_go_on_where_they_were_also_in_a_file_made_anew()
    {
        var first = await _file.SetAsync("key", "value");
        var tag = await _file.Tier.Tags!.RaiseAsync("red");
        await _file.CloseAsync();
        var second = await _file.SetAsync("key", "value");
        await _file.CloseAsync();
        File.Delete(_file.Path);
        _file.Clock.Advance(TimeSpan.FromSeconds(1));
        var third = await _file.SetAsync("key", "value");
        var tagAnew = await _file.Tier.Tags!.RaiseAsync("red");

        Assert.True(first < second && second < third, $"{first}, {second}, {third}");
        Assert.True(tag < tagAnew, $"{tag}, {tagAnew}");
    }

    [Fact]
    public async Task Everything_that_was_being_written_is_written_before_the_file_is_closed()
    {
        await _file.SetAsync("open", "by now"); // from now on a write is in the queue before its call returns
        var writes = Enumerable.Range(0, 500).Select(i => _file.SetAsync($"key {i}", $"value {i}").AsTask()).ToArray();

        await _file.CloseAsync();

        Assert.All(await Task.WhenAll(writes), version => Assert.True(version > 0));
        for (var i = 0; i < writes.Length; i++)
        {
            Assert.Equal($"value {i}", await _file.GetAsync($"key {i}"));
        }
    }

    [Fact]
    public async Task A_closed_file_refuses()
    {
        var tier = _file.Tier;
        await _file.SetAsync("key", "value");
        await _file.CloseAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await tier.SetAsync("key", FileUnderTest.Bytes("value"), null));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_keeps_nothing_longer()
    {
        var clock = new SteppingClock();
        _file.Options = _file.Options with { Time = clock };
        await _file.SetAsync("key", "value", TimeSpan.FromMinutes(10));
        clock.Step(TimeSpan.FromHours(-1));
        clock.Pass(TimeSpan.FromMinutes(9));
        Assert.Equal("value", await _file.GetAsync("key"));

        clock.Pass(TimeSpan.FromMinutes(1));

        Assert.Null(await _file.GetAsync("key"));
    }

    [Fact]
    public async Task A_restart_after_the_clock_was_set_back_trusts_no_age_that_cannot_be()
    {
        var clock = new SteppingClock();
        _file.Options = _file.Options with { Time = clock };
        await _file.SetAsync("key", "value", TimeSpan.FromMinutes(10));
        await _file.SetAsync("endless", "value");
        await _file.CloseAsync();
        clock.Step(TimeSpan.FromHours(-1));

        Assert.Null(await _file.GetAsync("key"));
        Assert.Equal("value", await _file.GetAsync("endless"));
    }

    [Fact]
    public async Task A_clock_that_is_set_forward_ends_entries_early_and_brings_none_back()
    {
        var clock = new SteppingClock();
        _file.Options = _file.Options with { Time = clock };
        await _file.SetAsync("key", "value", TimeSpan.FromMinutes(10));

        clock.Step(TimeSpan.FromHours(1));

        Assert.Null(await _file.GetAsync("key"));
        await _file.SetAsync("key", "new", TimeSpan.FromMinutes(10));
        Assert.Equal("new", await _file.GetAsync("key"));
    }
}
