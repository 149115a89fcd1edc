using Larder.Testing;

namespace Larder.Cli.Tests.Program;

[Trait("Platform", "Unix")]
public sealed class InterruptSpec : IDisposable
{
    private const string Payload = """{"list_1":["a"],"list_2":["b"]}""";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ctrl_C_prints_the_summary_and_writes_the_output_of_the_rounds_that_are_done()
    {
        var arrived = new Gate("the third round has begun");
        await using var server = await HangingFromThirdRoundAsync(arrived);
        using var cli = CliProcess.Start("-H", server.Address, "-r", "1000000", "-j", Payload, "-o", _folder["out.json"]);

        await arrived.WaitAsync();
        cli.Interrupt();
        var end = await cli.FinishAsync();

        Assert.Equal(130, end.ExitCode);
        Assert.Equal("=== cache-cli summary ===", end.ErrorLines[0]);
        Assert.Equal("Repeat: 2 of 1,000,000 (interrupted)", end.ErrorLines[2]);
        Assert.Contains("\"repeat\": 2,", await File.ReadAllTextAsync(_folder["out.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_to_terminate_does_the_same_with_its_own_exit_code()
    {
        var arrived = new Gate("the third round has begun");
        await using var server = await HangingFromThirdRoundAsync(arrived);
        using var cli = CliProcess.Start("-H", server.Address, "-r", "10", "-j", Payload);

        await arrived.WaitAsync();
        cli.Terminate();
        var end = await cli.FinishAsync();

        Assert.Equal(143, end.ExitCode);
        Assert.Equal("Repeat: 2 of 10 (interrupted)", end.ErrorLines[2]);
    }

    [Fact]
    public async Task Ctrl_C_in_a_load_prints_what_was_measured()
    {
        var arrived = new Gate("a hundred requests have been answered");
        var requests = 0;
        await using var server = await StubServer.StartAsync(context =>
        {
            if (Interlocked.Increment(ref requests) == 100)
                arrived.Open();
            return Task.FromResult(false);
        });
        using var cli = CliProcess.Start("load", "-H", server.Address, "-c", "4");

        await arrived.WaitAsync();
        cli.Interrupt();
        var end = await cli.FinishAsync();

        Assert.Equal(130, end.ExitCode);
        Assert.Empty(end.Errors);
        Assert.Contains("(interrupted)", end.Output, StringComparison.Ordinal);
        Assert.Contains("Failed: 0\n", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_while_standard_input_is_read_ends_the_program()
    {
        using var cli = CliProcess.Start("-i", "-");

        // Nothing tells when the program waits for its input, so it is asked to end until it does.
        var finished = cli.FinishAsync();
        while (!finished.IsCompleted)
        {
            cli.Interrupt();
            await Task.WhenAny(finished, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System));
        }

        Assert.Equal(130, (await finished).ExitCode);
    }

    private static Task<StubServer> HangingFromThirdRoundAsync(Gate arrived)
    {
        var posts = 0;
        return StubServer.StartAsync(async context =>
        {
            if (context.Request.Method != "POST" || Interlocked.Increment(ref posts) < 3)
                return false;

            arrived.Open();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        });
    }
}
