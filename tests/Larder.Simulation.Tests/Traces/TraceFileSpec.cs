using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests.Traces;

public sealed class TraceFileSpec : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_u32_file_is_its_keys_in_order_with_size_one()
    {
        string path = _folder.Write("keys.u32", TraceBytes.Keys(7, 0, uint.MaxValue));

        var requests = TraceContent.Of(TraceSource.Find(path));

        Assert.Equal([new(7, 1), new(0, 1), new(uint.MaxValue, 1)], requests);
    }

    [Fact]
    public void A_compressed_u32_file_reads_like_a_plain_one()
    {
        uint[] keys = [.. Enumerable.Range(0, 10_000).Select(i => (uint)(i * 7 % 1013))];
        string plain = _folder.Write("keys.u32", TraceBytes.Keys(keys));
        string compressed = _folder.WriteCompressed("keys.u32.gz", TraceBytes.Keys(keys));

        var expected = TraceContent.Of(TraceSource.Find(plain));
        var requests = TraceContent.Of(TraceSource.Find(compressed));

        Assert.Equal(10_000, requests.Count);
        Assert.Equal(expected, requests);
    }

    [Fact]
    public void A_file_of_two_gzip_members_is_read_to_its_end()
    {
        byte[] both = [.. ScratchFolder.Compress(TraceBytes.Keys(1, 2)), .. ScratchFolder.Compress(TraceBytes.Keys(3))];
        string path = _folder.Write("keys.u32.gz", both);

        var requests = TraceContent.Of(TraceSource.Find(path));

        Assert.Equal([1, 2, 3], requests.Select(request => request.Key));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_oracleGeneral_file_gives_keys_and_sizes(bool isCompressed)
    {
        byte[] content = TraceBytes.Objects((5, 512), (ulong.MaxValue, int.MaxValue), (5, 0));
        string path = isCompressed
            ? _folder.WriteCompressed("blocks.oracleGeneral.gz", content)
            : _folder.Write("blocks.oracleGeneral", content);

        var trace = TraceSource.Find(path);
        var requests = TraceContent.Of(trace);

        Assert.True(trace.HasSizes);
        Assert.Equal([new(5, 512), new(-1, int.MaxValue), new(5, 0)], requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5000)]
    public void The_size_of_batches_does_not_change_what_is_read(int batchSize)
    {
        uint[] keys = [.. Enumerable.Range(0, 9001).Select(i => (uint)i)];
        string path = _folder.WriteCompressed("keys.u32.gz", TraceBytes.Keys(keys));

        var requests = TraceContent.Of(TraceSource.Find(path), batchSize: batchSize);

        Assert.Equal(keys.Select(key => (long)key), requests.Select(request => request.Key));
    }

    [Fact]
    public void A_trace_can_be_read_again_from_its_start()
    {
        var trace = TraceSource.Find(_folder.Write("keys.u32", TraceBytes.Keys(4, 5, 6)));

        var first = TraceContent.Of(trace);
        var second = TraceContent.Of(trace);

        Assert.Equal(first, second);
    }

    [Fact]
    public void The_fraction_reaches_one_at_the_end()
    {
        var trace = TraceSource.Find(_folder.Write("keys.u32", TraceBytes.Keys(1, 2, 3)));
        using var reader = trace.Open();
        var batch = new TraceRequest[10];

        double before = reader.Fraction;
        int read = reader.Read(batch);

        Assert.Equal(0, before);
        Assert.Equal(3, read);
        Assert.Equal(1, reader.Fraction);
        Assert.Equal(0, reader.Read(batch));
    }

    [Fact]
    public void The_name_of_a_trace_is_that_of_its_file()
    {
        Assert.Equal("oltp.u32.gz", TraceSource.Find("/somewhere/else/oltp.u32.gz").Name);
    }
}
