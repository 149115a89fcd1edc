using System.Globalization;
using Larder.Cli.Arguments;
using Larder.Cli.Load;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>Many clients that put and get random keys without a pause, as the load test of the source project does.</summary>
internal sealed class LoadVerb : IVerb
{
    public string Name => "load";

    public IReadOnlyList<Option> Options { get; } =
    [
        SharedOptions.KeyValueServer, LoadRequest.ConnectionsOption, LoadRequest.DurationOption,
        LoadRequest.RequestsOption, LoadRequest.KeysOption, LoadRequest.SizeOption, LoadRequest.PutsOption,
        LoadRequest.FillOption, LoadRequest.RoutesOption, LoadRequest.SeedOption, SharedOptions.Timeout,
        SharedOptions.Json, Option.Help,
    ];

    public int WordsMax => 0;

    public string Help => HelpPage.Format(
        """
        Many clients put and get random keys of the key-value interface, each sending its next request as soon as the
        last is answered. Prints throughput, percentiles, hits, misses and failures.

        Usage: cache-cli load [options]
        """,
        Options,
        """
        A get of a key that nobody has put is a miss and not a failure. A latency is the time from the first byte sent
        to the last byte received. Ctrl-C ends the run and prints what was measured.

        Example: cache-cli load -c 100 -d 30s --json

        Exit code: 0 no request failed, 1 some did, 2 the server cannot be reached or an option cannot be used,
        130 ended by Ctrl-C.
        """);

    public async Task<int> RunAsync(GivenWords given, Terminal terminal, CancellationToken stop)
    {
        var request = LoadRequest.Read(given);
        var keys = new KeySet(request.Keys, request.Seed);
        var values = new ValuePool(request.ValueSize, request.Seed);
        var plan = new LoadPlan
        {
            Server = request.Server,
            Writer = new RequestWriter(request.Server, request.Routes, keys, values),
            Judge = new ReplyJudge(values, comparesValues: false),
            Work = new MixedWork(keys.Count, values.Count, request.PutPercent, request.Requests),
            Connections = request.Connections,
            Duration = request.Duration,
            Timeout = request.Timeout,
            Seed = request.Seed,
        };

        if (request.Fills)
            await FillAsync(plan, keys, values, terminal, stop);
        var result = await RunAsync(plan, "", terminal, stop);

        if (request.IsJson)
            JsonReport.Write(terminal.Output, writer => LoadJson.Write(writer, request, result));
        else
            terminal.WriteOutput(LoadText.Format(request, result));
        return ExitCodeOf(result);
    }

    /// <summary>Runs a plan under a progress bar; Ctrl-C before anything was measured is an early end like any other.</summary>
    public static async Task<LoadResult> RunAsync(LoadPlan plan, string what, Terminal terminal, CancellationToken stop)
    {
        var progress = new ProgressLine(terminal);
        try
        {
            return await new LoadRun(plan, terminal.Time).RunAsync(now => Show(progress, what, now), stop);
        }
        finally
        {
            progress.Clear();
        }
    }

    public static int ExitCodeOf(LoadResult result)
    {
        if (result.WasInterrupted)
            return ExitCode.Interrupted;

        // A run in which nothing was answered at all has not shown that anything works.
        return result.Failed > 0 || result.Completed == 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task FillAsync(
        LoadPlan plan, KeySet keys, ValuePool values, Terminal terminal, CancellationToken stop)
    {
        var sweep = plan with { Work = new SweepWork(keys.Count, values.Count, isPut: true), Duration = null };
        var filled = await RunAsync(sweep, "filling, ", terminal, stop);
        if (filled.Failed > 0)
        {
            throw new RefusedException(
                $"{filled.Failed:N0} of {keys.Count:N0} keys could not be written before the run: "
                + $"{SafeText.Line(filled.Failures.First().Key)}.");
        }
    }

    private static void Show(ProgressLine progress, string what, LoadProgress now)
    {
        if (!progress.IsDue)
            return;

        var rate = now.Elapsed > TimeSpan.Zero ? now.Completed / now.Elapsed.TotalSeconds : 0;
        var failed = now.Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {now.Failed:N0} failed");
        progress.Draw(now.Fraction, string.Create(
            CultureInfo.InvariantCulture, $"{what}{DurationText.Whole(now.Elapsed)}, {rate:N0} requests/s{failed}"));
    }
}
