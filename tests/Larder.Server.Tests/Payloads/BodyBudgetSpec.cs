using System.IO.Pipelines;
using Larder.Server.Payloads.Requests;

namespace Larder.Server.Tests.Payloads;

public sealed class BodyBudgetSpec
{
    private const int LargeBytes = 1024 * 1024;

    [Fact]
    public async Task Large_bodies_beyond_the_budget_are_put_off_until_there_is_room()
    {
        var budget = new BodyBudget((5 * LargeBytes) / 2);

        var first = await ReadAsync(LargeBytes, budget);
        using var second = await ReadAsync(LargeBytes, budget);
        var third = await ReadAsync(LargeBytes, budget);
        first!.Dispose();
        using var later = await ReadAsync(LargeBytes, budget);

        Assert.NotNull(second);
        Assert.Null(third);
        Assert.Equal(LargeBytes, later!.Bytes.Length);
    }

    [Fact]
    public async Task Small_bodies_never_ask_for_room()
    {
        var budget = new BodyBudget(0);

        using var small = await ReadAsync(RequestBody.SmallBytes / 2, budget);
        var large = await ReadAsync(LargeBytes, budget);

        Assert.NotNull(small);
        Assert.Null(large);
    }

    [Fact]
    public async Task Whatever_comes_in_pieces_is_put_together()
    {
        var bytes = Enumerable.Range(0, 300_000).Select(number => (byte)number).ToArray();
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        foreach (var piece in bytes.Chunk(999))
            await pipe.Writer.WriteAsync(piece);
        await pipe.Writer.CompleteAsync();

        using var body = await RequestBody.ReadAsync(pipe.Reader, new BodyBudget(LargeBytes), default);

        Assert.Equal(bytes, body!.Bytes.ToArray());
    }

    private static ValueTask<RequestBody?> ReadAsync(int length, BodyBudget budget) =>
        RequestBody.ReadAsync(PipeReader.Create(new MemoryStream(new byte[length])), budget, default);
}
