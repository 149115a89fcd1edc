using System.Diagnostics;
using System.Text.Json;

namespace Larder.Simulation.Tests.Program;

/// <summary>The program as scripts and people meet it: its lines, its exit codes and its one-line complaints.</summary>
public sealed class SimulatorProgramSpec : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_policy_at_each_capacity_is_one_line_of_json()
    {
        var run = await SimulatorProcess.Run("--trace", "loop:100:10k", "--policy", "lru,fifo", "--capacity", "150,10%");

        Assert.Equal(
            [
                """{"policy":"lru","capacity":10,"requests":10000,"hits":0,"hit_rate":0.0000}""",
                """{"policy":"fifo","capacity":10,"requests":10000,"hits":0,"hit_rate":0.0000}""",
                """{"policy":"lru","capacity":150,"requests":10000,"hits":9900,"hit_rate":0.9900}""",
                """{"policy":"fifo","capacity":150,"requests":10000,"hits":9900,"hit_rate":0.9900}""",
            ],
            run.Lines);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public async Task Every_policy_repeats_its_figures_to_the_last_hit()
    {
        string[] arguments = ["--trace=zipf:0.9:5k:60k:3", "--capacity=500", "--seed=9"];

        var first = await SimulatorProcess.Run(arguments);
        var second = await SimulatorProcess.Run(arguments);

        Assert.Equal(4, first.Lines.Length);
        Assert.Equal(first.Lines, second.Lines);
        Assert.All(first.Lines, line => Assert.InRange(RateOf(line), 0.3, 0.7));
    }

    [Fact]
    public async Task A_file_is_read_and_a_limit_and_a_table_are_obeyed()
    {
        string path = _folder.WriteCompressed("keys.u32.gz", TraceBytes.Keys(1, 2, 1, 2, 1, 2));

        var run = await SimulatorProcess.Run("--trace", path, "--policy", "fifo", "--capacity", "5", "--limit", "4", "--table");

        Assert.Equal("""{"policy":"fifo","capacity":5,"requests":4,"hits":2,"hit_rate":0.5000}""", Assert.Single(run.Lines));
        Assert.StartsWith("keys.u32.gz: 4 requests\n", run.Errors.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("50.00*", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weighted_run_counts_bytes()
    {
        string path = _folder.Write("blocks.oracleGeneral", TraceBytes.Objects((1, 40), (2, 50), (1, 40), (3, 200), (3, 200)));

        var run = await SimulatorProcess.Run("--trace", path, "--policy", "fifo", "--capacity", "100", "--weighted");

        Assert.Equal(
            """{"policy":"fifo","capacity":100,"requests":5,"hits":1,"hit_rate":0.2000,"bytes":530,"hit_bytes":40,"byte_hit_rate":0.075472}""",
            Assert.Single(run.Lines));
    }

    [Fact]
    public async Task A_report_replaces_the_older_one_and_names_the_trace()
    {
        string page = _folder.Write("report.html", new byte[100_000]);

        var run = await SimulatorProcess.Run("--trace", "uniform:100:1k", "--policy", "lru", "--capacity", "50", "--report", page);

        string html = await File.ReadAllTextAsync(page);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
        Assert.Contains("<h1>uniform:100:1k</h1>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--trace is missing.")]
    [InlineData("'--trce' is no option; the options are --trace,", "--trce", "loop:5:5")]
    [InlineData("'trace.u32' is no option;", "trace.u32")]
    [InlineData("'--table=yes' is no option;", "--table=yes")]
    [InlineData("--limit needs a value.", "--trace", "loop:5:5", "--limit")]
    [InlineData("--limit must be a whole number from 1, but is '0'.", "--trace", "loop:5:5", "--limit", "0")]
    [InlineData("--seed must be a whole number from 0, but is '-1'.", "--trace", "loop:5:5", "--seed", "-1")]
    [InlineData("--trace is given twice.", "--trace", "loop:5:5", "--trace", "loop:5:5")]
    [InlineData("'arc' is no policy;", "--trace", "loop:5:5", "--policy", "arc")]
    [InlineData("The capacity '2' must be", "--trace", "loop:5:5", "--capacity", "2")]
    [InlineData("The workload 'zipf:1:2' cannot be used:", "--trace", "zipf:1:2")]
    [InlineData("'trace.csv' is no trace:", "--trace", "trace.csv")]
    [InlineData("The trace absent.u32 does not exist.", "--trace", "absent.u32")]
    [InlineData("The report absent/page.html cannot be written:", "--trace", "loop:5:5", "--report", "absent/page.html")]
    public async Task What_cannot_be_used_is_one_line_and_exit_code_2(string complaint, params string[] arguments)
    {
        var run = await SimulatorProcess.Run(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith(complaint, run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.Errors.Count(character => character == '\n'));
    }

    [Fact]
    public async Task A_failed_run_leaves_no_empty_report_behind()
    {
        string page = _folder.PathOf("report.html");

        var run = await SimulatorProcess.Run("--trace", _folder.PathOf("absent.u32"), "--report", page);

        Assert.Equal(2, run.ExitCode);
        Assert.False(File.Exists(page));
    }

    [Fact]
    public async Task Help_lists_the_options_and_the_workloads()
    {
        var run = await SimulatorProcess.Run("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--capacity LIST", run.Output, StringComparison.Ordinal);
        Assert.Contains("zipf-drift:SKEW:KEYS:REQUESTS:PERIOD[:SEED]", run.Output, StringComparison.Ordinal);
        Assert.All(run.Lines, line => Assert.True(line.Length <= 120, line));
    }

    [Fact]
    public async Task Ctrl_C_ends_with_what_is_finished()
    {
        // Signals of this kind exist on Unix only; elsewhere there is no way to send one to a single process.
        if (OperatingSystem.IsWindows())
            return;

        string page = _folder.PathOf("report.html");
        string capacities = string.Join(',', Enumerable.Range(100, 200));
        using var simulator = SimulatorProcess.Start(
            "--trace", "loop:100:5m", "--policy", "fifo", "--capacity", capacities, "--report", page);

        string? first = await simulator.ReadLine();
        await Interrupt(simulator.Id);
        var run = await simulator.Finish();

        string html = await File.ReadAllTextAsync(page);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal("""{"policy":"fifo","capacity":100,"requests":5000000,"hits":4999900,"hit_rate":0.99998}""", first);
        Assert.InRange(run.Lines.Length, 0, 198);
        Assert.Empty(run.Errors);
        Assert.Contains("ended early", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">100</th>", html, StringComparison.Ordinal);
    }

    private static async Task Interrupt(int id)
    {
        using var kill = Process.Start("kill", ["-INT", id.ToString()]);
        await kill.WaitForExitAsync();
    }

    private static double RateOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("hit_rate").GetDouble();
}
