using Larder.Sqlite.Tier;
using Larder.Testing;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>Writes go out in batches, each of them whole or not at all.</summary>
public sealed class WriteQueueSpec : IAsyncDisposable
{
    private readonly FileUnderTest _under = new();
    private readonly Gate _gate = new("the first batch may go on");

    public async ValueTask DisposeAsync()
    {
        _gate.Open();
        await _under.DisposeAsync();
    }

    [Fact]
    public async Task What_came_while_a_batch_was_written_is_one_batch()
    {
        await using var file = new CacheFile(_under.Options);
        var writes = (await file.OpenAsync(default)).Writes;
        var blocking = BlockAsync(writes);
        await Eventually.IsTrue("the first batch is being written", () => _gate.Arrivals == 1);

        var rest = Enumerable.Range(0, 300).Select(i => writes.DoAsync(_ => i, default).AsTask()).ToArray();
        _gate.Open();

        Assert.True(await blocking);
        Assert.Equal(Enumerable.Range(0, 300), await Task.WhenAll(rest));
        Assert.Equal(2, writes.Batches);
    }

    [Fact]
    public async Task A_write_that_no_batch_has_taken_can_be_given_up_and_then_never_happens()
    {
        await using var file = new CacheFile(_under.Options);
        var writes = (await file.OpenAsync(default)).Writes;
        var blocking = BlockAsync(writes);
        await Eventually.IsTrue("the first batch is being written", () => _gate.Arrivals == 1);
        using var cancel = new CancellationTokenSource();
        var happened = false;
        var waiting = writes.DoAsync(_ => happened = true, cancel.Token).AsTask();

        await cancel.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(cancel.Token, error.CancellationToken);
        _gate.Open();
        await blocking;
        await writes.DoAsync(_ => true, default);
        Assert.False(happened);
    }

    [Fact]
    public async Task A_write_that_a_batch_has_taken_is_waited_for()
    {
        await using var file = new CacheFile(_under.Options);
        var writes = (await file.OpenAsync(default)).Writes;
        using var cancel = new CancellationTokenSource();
        var taken = BlockAsync(writes, cancel.Token);
        await Eventually.IsTrue("the batch is being written", () => _gate.Arrivals == 1);

        await cancel.CancelAsync();
        Assert.False(taken.IsCompleted);
        _gate.Open();

        Assert.True(await taken);
    }

    [Fact]
    public async Task Only_so_many_wait_and_the_next_waits_for_a_place()
    {
        await using var file = new CacheFile(_under.Options with { MaxQueuedWrites = 2 });
        var writes = (await file.OpenAsync(default)).Writes;
        var blocking = BlockAsync(writes);
        await Eventually.IsTrue("the first batch is being written", () => _gate.Arrivals == 1);
        using var cancel = new CancellationTokenSource();
        var first = writes.DoAsync(_ => 1, default).AsTask();
        var second = writes.DoAsync(_ => 2, default).AsTask();
        var third = writes.DoAsync(_ => 3, cancel.Token).AsTask();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        _gate.Open();

        Assert.Equal<int[]>([1, 2], await Task.WhenAll(first, second));
        Assert.True(await blocking);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_written_fails_all_who_wait_for_it_and_no_more()
    {
        _under.Options = _under.Options with { BusyTimeout = TimeSpan.FromMilliseconds(10) };
        await _under.SetAsync("key", "before");
        using (var blocker = FileConnection.Open(_under.Path, TimeSpan.FromSeconds(5), "written"))
        {
            blocker.Execute("BEGIN IMMEDIATE");
            var fault = await Assert.ThrowsAsync<CacheFileException>(async () => await _under.SetAsync("key", "lost"));
            Assert.Equal("The cache file cache.db could not be written: database is locked (SQLite code 5).", fault.Message);
            Assert.Equal("before", await _under.GetAsync("key"));
        }

        await _under.SetAsync("key", "after");

        Assert.Equal("after", await _under.GetAsync("key"));
    }

    [Fact]
    public async Task What_one_work_of_a_batch_did_is_taken_back_when_another_fails()
    {
        await using var file = new CacheFile(_under.Options);
        var writes = (await file.OpenAsync(default)).Writes;
        var blocking = BlockAsync(writes);
        await Eventually.IsTrue("the first batch is being written", () => _gate.Arrivals == 1);
        var key = KeyBytes.Of(1, "key");

        var good = writes.DoAsync(writer => writer.Set(key, FileUnderTest.Bytes("value"), null), default).AsTask();
        var bad = writes.DoAsync<bool>(_ => throw new InvalidOperationException("The work was told to fail."), default).AsTask();
        _gate.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        await Assert.ThrowsAsync<InvalidOperationException>(() => good);
        Assert.True(await blocking);
        Assert.False(await writes.DoAsync(writer => writer.Remove(key), default));
    }

    private Task<bool> BlockAsync(WriteQueue writes, CancellationToken cancellationToken = default) =>
        writes.DoAsync(
            _ =>
            {
                _gate.Wait();
                return true;
            },
            cancellationToken).AsTask();
}
