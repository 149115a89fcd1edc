using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Tests;

public sealed class ReceivedBodySpec
{
    private const int LargeBytes = 1024 * 1024;

    [Fact]
    public async Task Large_bodies_beyond_the_budget_are_put_off_until_there_is_room()
    {
        var budget = new BodyBudget((5 * LargeBytes) / 2);

        var first = await ReadAsync(LargeBytes, budget);
        using var second = await ReadAsync(LargeBytes, budget);
        using var third = await ReadAsync(LargeBytes, budget);
        first.Dispose();
        using var later = await ReadAsync(LargeBytes, budget);

        Assert.True(second.IsWhole);
        Assert.False(third.IsWhole);
        Assert.Equal(0, third.Bytes.Length);
        Assert.Equal(LargeBytes, third.Received);
        Assert.Equal(LargeBytes, later.Bytes.Length);
    }

    [Fact]
    public async Task Small_bodies_never_ask_for_room()
    {
        var budget = new BodyBudget(0);

        using var small = await ReadAsync(ReceivedBody.SmallBytes / 2, budget);
        using var large = await ReadAsync(LargeBytes, budget);

        Assert.True(small.IsWhole);
        Assert.False(large.IsWhole);
    }

    [Fact]
    public async Task A_body_that_is_longer_than_allowed_is_read_to_its_end_and_not_kept()
    {
        using var body = await ReadAsync(1001, new BodyBudget(LargeBytes), most: 1000);
        using var longest = await ReadAsync(1000, new BodyBudget(LargeBytes), most: 1000);

        Assert.Equal((false, 1001, 0), (body.IsWhole, body.Received, body.Bytes.Length));
        Assert.Equal((true, 1000, 1000), (longest.IsWhole, longest.Received, longest.Bytes.Length));
    }

    [Fact]
    public async Task Whatever_comes_in_pieces_is_put_together()
    {
        var bytes = Enumerable.Range(0, 300_000).Select(number => (byte)number).ToArray();
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        foreach (var piece in bytes.Chunk(999))
            await pipe.Writer.WriteAsync(piece);
        await pipe.Writer.CompleteAsync();

        using var body = await ReceivedBody.ReadAsync(pipe.Reader, new BodyBudget(LargeBytes), LargeBytes, default);

        Assert.Equal(bytes, body.Bytes.ToArray());
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_a_fault_of_the_request_and_gives_its_room_back()
    {
        var budget = new BodyBudget(2 * LargeBytes);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(new byte[LargeBytes]);
        await pipe.Writer.CompleteAsync(new IOException("gone"));

        var fault = await Assert.ThrowsAsync<BadHttpRequestException>(
            async () => await ReceivedBody.ReadAsync(pipe.Reader, budget, long.MaxValue, default));
        using var next = await ReadAsync(LargeBytes, budget);

        Assert.Equal(400, fault.StatusCode);
        Assert.True(next.IsWhole);
    }

    [Fact]
    public void A_budget_of_less_than_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BodyBudget(-1));

    private static ValueTask<ReceivedBody> ReadAsync(int length, BodyBudget budget, long most = long.MaxValue) =>
        ReceivedBody.ReadAsync(PipeReader.Create(new MemoryStream(new byte[length])), budget, most, default);
}
