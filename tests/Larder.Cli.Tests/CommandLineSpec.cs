using Larder.Cli.Output;

namespace Larder.Cli.Tests;

public sealed class CommandLineSpec
{
    [Fact]
    public async Task An_output_that_cannot_be_written_is_one_line_and_exit_code_2()
    {
        using var errors = new StringWriter();
        using var stop = new StopSignal();
        var terminal = new Terminal
        {
            Output = new FullStream(),
            Error = errors,
            Input = Stream.Null,
            OutputIsTerminal = false,
            ErrorIsTerminal = false,
        };

        var code = await CommandLine.RunAsync(["load", "--help"], terminal, stop);

        Assert.Equal(2, code);
        Assert.Equal("Standard output cannot be written: no space left", errors.ToString().TrimEnd());
    }

    /// <summary>A stream on a disk without room.</summary>
    private sealed class FullStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("no space left");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("no space left");
    }
}
