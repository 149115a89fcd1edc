using System.Globalization;
using System.Text;
using Larder.Cli.Arguments;
using Larder.Cli.Load;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>
/// Writes many keys, then gets each of them once, one after the other over one connection, and compares what comes
/// back: the proof that a store within its bound loses nothing.
/// </summary>
internal sealed class SweepVerb : IVerb
{
    private static readonly Option GetsOption =
        new("--gets", 'n', "N", "how many keys are written, and then asked for. Default: 100000");

    private static readonly Option WritersOption =
        new("--connections", 'c', "N", "clients that write; one client asks. Default: 8");

    public string Name => "sweep";

    public IReadOnlyList<Option> Options { get; } =
    [
        SharedOptions.KeyValueServer, GetsOption, WritersOption, LoadRequest.SizeOption, LoadRequest.RoutesOption,
        LoadRequest.SeedOption, SharedOptions.Timeout, SharedOptions.Json, Option.Help,
    ];

    public int WordsMax => 0;

    public string Help => HelpPage.Format(
        """
        Writes many keys, then gets each of them once, in order, one after the other over one connection, and compares
        each value with what was written. Prints the rate of misses, which is 0 as long as the keys fit the server.

        Usage: cache-cli sweep [options]
        """,
        Options,
        """
        Example: cache-cli sweep --gets 100000

        Exit code: 0 every key was found, 1 some were missed or a request failed, 2 the server cannot be reached or an
        option cannot be used, 130 ended by Ctrl-C.
        """);

    public async Task<int> RunAsync(GivenWords given, Terminal terminal, CancellationToken stop)
    {
        var server = SharedOptions.ReadServer(given, SharedOptions.KeyValueServer, SharedOptions.KeyValueHost);
        var seed = (int)given.Whole(LoadRequest.SeedOption, 1, 0, int.MaxValue);
        var keys = new KeySet((int)given.Whole(GetsOption, 100_000, 1, LoadRequest.KeysMax), seed);
        var values = new ValuePool((int)given.Whole(LoadRequest.SizeOption, 256, 0, LoadRequest.SizeMax), seed);
        var writing = new LoadPlan
        {
            Server = server,
            Writer = new RequestWriter(server, LoadRequest.ReadRoutes(given), keys, values),
            Judge = new ReplyJudge(values, comparesValues: true),
            Work = new SweepWork(keys.Count, values.Count, isPut: true),
            Connections = (int)given.Whole(WritersOption, 8, 1, LoadRequest.ConnectionsMax),
            Duration = null,
            Timeout = SharedOptions.ReadTimeout(given),
            Seed = seed,
        };
        var getting = writing with { Work = new SweepWork(keys.Count, values.Count, isPut: false), Connections = 1 };

        var written = await LoadVerb.RunAsync(writing, "writing, ", terminal, stop);
        var got = written.WasInterrupted ? null : await LoadVerb.RunAsync(getting, "getting, ", terminal, stop);

        Print(given.Has(SharedOptions.Json), server, keys.Count, written, got, terminal);
        return ExitCodeOf(written, got);
    }

    private static int ExitCodeOf(LoadResult written, LoadResult? got)
    {
        if (got is null || got.WasInterrupted)
            return ExitCode.Interrupted;
        return written.Failed + got.Failed + got.Misses > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Print(
        bool asJson, ServerAddress server, int keys, LoadResult written, LoadResult? got, Terminal terminal)
    {
        if (!asJson)
        {
            terminal.WriteOutput(Text(server, keys, written, got));
            return;
        }

        JsonReport.Write(terminal.Output, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("host", server.Text);
            writer.WriteNumber("keys", keys);
            writer.WriteNumber("puts_failed", written.Failed);
            LoadJson.WriteKind(writer, "put", written.Puts, written, written.PutLatency);
            LoadJson.WriteResult(writer, got ?? written);
            if (got is not null)
                LoadJson.WriteKind(writer, "get", got.Gets, got, got.GetLatency);
            writer.WriteEndObject();
        });
    }

    private static string Text(ServerAddress server, int keys, LoadResult written, LoadResult? got)
    {
        var text = new StringBuilder("=== cache-cli sweep ===\n");
        text.Append($"Host: {server.Text}\n");
        text.Append(CultureInfo.InvariantCulture, $"Written: {written.Puts:N0} of {keys:N0} keys in ")
            .Append(DurationText.Scaled(written.Elapsed)).Append(Interrupted(written)).Append('\n');
        if (written.Failed > 0)
            text.Append(LoadText.Failures(written));
        if (got is null)
            return text.ToString();

        text.Append(CultureInfo.InvariantCulture, $"Got: {got.Gets:N0} keys in {DurationText.Scaled(got.Elapsed)}, ")
            .Append(CultureInfo.InvariantCulture, $"{got.PerSecond(got.Gets):N0} per second")
            .Append(Interrupted(got)).Append('\n');
        text.Append($"Latency: p50 {DurationText.Latency(got.GetLatency.Percentile(50))}, "
            + $"p95 {DurationText.Latency(got.GetLatency.Percentile(95))}, "
            + $"p99 {DurationText.Latency(got.GetLatency.Percentile(99))}\n");
        return text.Append(LoadText.Hits(got)).Append(LoadText.Failures(got)).ToString();
    }

    private static string Interrupted(LoadResult result) => result.WasInterrupted ? " (interrupted)" : "";
}
