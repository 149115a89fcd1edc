using System.Buffers.Binary;
using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests.Traces;

/// <summary>Every way a trace can be bad ends in one line that names the file, the place and the remedy.</summary>
public sealed class TraceFaultSpec : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_named_with_a_workload_to_try_instead()
    {
        string path = _folder.PathOf("absent.u32");

        Assert.Equal(
            $"The trace {path} does not exist. Check the path, or name a workload such as zipf:0.9:200k:2m:1.",
            FaultOf(path));
    }

    [Fact]
    public void A_missing_folder_reads_like_a_missing_file()
    {
        Assert.Contains("does not exist", FaultOf(_folder.PathOf("absent/trace.u32.gz")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_is_named_as_one()
    {
        string path = Directory.CreateDirectory(_folder.PathOf("folder.u32")).FullName;

        Assert.Equal($"The trace {path} is a directory. Name a file inside it.", FaultOf(path));
    }

    [Theory]
    [InlineData("empty.u32")]
    [InlineData("empty.u32.gz")]
    [InlineData("empty.oracleGeneral")]
    public void An_empty_file_holds_no_request(string name)
    {
        string path = _folder.Write(name, []);

        Assert.Equal(
            $"The trace {path} holds no request: it is empty at byte 0. Fetch or write the file again.", FaultOf(path));
    }

    [Fact]
    public void Compressed_nothing_holds_no_request()
    {
        string path = _folder.WriteCompressed("empty.u32.gz", []);

        Assert.Contains("holds no request", FaultOf(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_file_that_ends_inside_a_key_is_truncated()
    {
        string path = _folder.Write("cut.u32", TraceBytes.Keys(1, 2, 3).AsSpan(..^1));

        Assert.Equal(
            $"The trace {path} ends inside a record at byte 8: a record has 4 bytes, and 3 are left. " +
            "Fetch the file again, or check that its format is the one its name says.",
            FaultOf(path));
    }

    [Fact]
    public void The_offset_of_a_truncated_record_counts_from_the_start_of_the_content()
    {
        byte[] content = TraceBytes.Keys([.. Enumerable.Range(0, 10_001).Select(i => (uint)i)])[..^3];
        string path = _folder.WriteCompressed("cut.u32.gz", content);

        Assert.Contains(
            "ends inside a record at byte 40000 of its uncompressed content: a record has 4 bytes, and 1 is left.",
            FaultOf(path),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_compressed_file_that_was_cut_anywhere_is_never_read_as_whole()
    {
        var random = new Random(11);
        byte[] content = TraceBytes.Keys([.. Enumerable.Range(0, 500).Select(_ => (uint)random.Next(50))]);
        byte[] compressed = ScratchFolder.Compress(content);

        for (int length = 3; length < compressed.Length; length++)
        {
            string path = _folder.Write("cut.u32.gz", compressed.AsSpan(0, length));

            Assert.Contains(
                $"is damaged or cut short: its gzip data cannot be read to its end, near byte {length} of {length}. Fetch",
                FaultOf(path),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_large_compressed_file_that_was_cut_is_never_read_as_whole()
    {
        var random = new Random(13);
        byte[] content = TraceBytes.Keys([.. Enumerable.Range(0, 100_000).Select(_ => (uint)random.Next())]);
        byte[] compressed = ScratchFolder.Compress(content);

        for (int length = compressed.Length - 1; length > 0; length -= 9973)
        {
            string path = _folder.Write("cut.u32.gz", compressed.AsSpan(0, length));

            Assert.Contains("is damaged or cut short", FaultOf(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_compressed_file_with_a_wrong_byte_is_damaged()
    {
        var random = new Random(12);
        byte[] content = TraceBytes.Keys([.. Enumerable.Range(0, 5000).Select(_ => (uint)random.Next(100))]);
        byte[] compressed = ScratchFolder.Compress(content);
        compressed[compressed.Length / 2] ^= 0xFF;
        string path = _folder.Write("flipped.u32.gz", compressed);

        Assert.Contains("is damaged or cut short", FaultOf(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_data_under_a_compressed_name_is_not_gzip()
    {
        string path = _folder.Write("plain.u32.gz", TraceBytes.Keys(1, 2, 3));

        Assert.Equal(
            $"The trace {path} is not gzip data: byte 0 does not begin a gzip member. " +
            "Compress it, or name it without .gz if it is plain.",
            FaultOf(path));
    }

    [Fact]
    public void Gzip_data_under_a_plain_name_is_refused_instead_of_read_as_keys()
    {
        string path = _folder.WriteCompressed("packed.u32", TraceBytes.Keys(1, 2, 3));

        Assert.Equal(
            $"The trace {path} is gzip data from byte 0, but is not named so. Unpack it, or add .gz to its name.",
            FaultOf(path));
    }

    [Fact]
    public void An_object_that_is_too_large_to_weigh_is_named_with_its_offset()
    {
        string path = _folder.Write("huge.oracleGeneral", TraceBytes.Objects((1, 10), (2, 3_000_000_000)));

        Assert.Equal(
            $"The trace {path} has a record at byte 24 that cannot be used: its object has 3000000000 bytes, and at most " +
            "2147483647 can be weighed. Check that its format is the one its name says, or stop before it with --limit.",
            FaultOf(path));
    }

    [Theory]
    [InlineData("trace.csv")]
    [InlineData("zipf")]
    [InlineData("")]
    [InlineData("trace.u32.zip")]
    public void A_name_of_no_known_form_is_answered_with_the_forms(string text)
    {
        var fault = Assert.Throws<SimulationException>(() => TraceSource.Find(text));

        Assert.StartsWith($"'{text}' is no trace: it ends in none of .u32, .u32.gz, .oracleGeneral,", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("Give a file, or for example zipf:0.9:200k:2m:1.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_before_the_fault_keeps_a_damaged_trace_usable()
    {
        byte[] content = TraceBytes.Objects((1, 10), (2, 20), (3, 30));
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(48 + 12), uint.MaxValue);
        var trace = TraceSource.Find(_folder.Write("huge.oracleGeneral", content));

        var profile = TraceProfile.Measure(trace, limit: 2);

        Assert.Equal(new TraceProfile { Requests = 2, Keys = 2, Bytes = 30 }, profile);
    }

    private static string FaultOf(string path)
    {
        var fault = Assert.Throws<SimulationException>(() => TraceContent.Of(TraceSource.Find(path)));
        Assert.DoesNotContain('\n', fault.Message);
        return fault.Message;
    }
}
