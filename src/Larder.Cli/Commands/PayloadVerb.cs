using System.Net.Http.Headers;
using System.Net.Mime;
using Larder.Cli.Arguments;
using Larder.Cli.Http;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>
/// The command of the source project, and what is done when no verb is named: post a payload, get its output, and
/// repeat that, one request after the other.
/// </summary>
internal sealed class PayloadVerb : IVerb
{
    private static readonly TimeSpan LeftMax = TimeSpan.FromDays(100);

    public string Name => "";

    public IReadOnlyList<Option> Options { get; } =
    [
        PayloadRequest.HostOption, PayloadRequest.RepeatOption, PayloadRequest.InputOption, PayloadRequest.JsonOption,
        PayloadRequest.OutputOption, SharedOptions.Timeout, Option.Help,
    ];

    public int WordsMax => 0;

    public string Help => HelpPage.Format(
        """
        Posts a payload to a Larder server, gets its output, and repeats that.

        Usage: cache-cli [options]
               cache-cli VERB [options]      cache-cli VERB --help says more

        Verbs:
          load     many clients putting and getting random keys; percentiles and throughput
          sweep    write many keys, then get each of them, one after the other; the rate of misses
          put, get, delete   one key of the key-value interface
        """,
        Options,
        """
        The summary goes to standard error: host, rounds, ids, total and average time, and the hits and misses that the
        server told. Ctrl-C ends the rounds and prints the summary of those that are done.

        Example: cache-cli -r 5 -j '{"list_1":["a"],"list_2":["b"]}'

        Exit code: 0 done, 2 a request failed or something cannot be used, 130 ended by Ctrl-C.
        """);

    public async Task<int> RunAsync(GivenWords given, Terminal terminal, CancellationToken stop)
    {
        var request = PayloadRequest.Read(given);
        var payload = await PayloadInput.ReadAsync(request.Json, request.InputPath, terminal.Input, stop);
        using var output = PayloadOutput.Open(request.OutputPath, terminal);
        using var client = new ApiClient(request.Server, request.Timeout);
        var progress = new ProgressLine(terminal);
        var tally = new PayloadTally(output.IsWanted);

        var isPartial = !await TryRunRoundsAsync(client, request, payload, tally, progress, terminal.Time, stop);

        await terminal.Error.WriteAsync(PayloadSummary.Format(request, tally));
        output.Write(request, tally);
        return isPartial ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static async Task<bool> TryRunRoundsAsync(
        ApiClient client,
        PayloadRequest request,
        byte[] payload,
        PayloadTally tally,
        ProgressLine progress,
        TimeProvider time,
        CancellationToken stop)
    {
        var reader = new PayloadReader();
        var start = time.GetTimestamp();
        try
        {
            while (tally.Rounds < request.Rounds)
            {
                await RunRoundAsync(client, payload, reader, tally, time, start, stop);
                if (progress.IsDue)
                    progress.Draw((double)tally.Rounds / request.Rounds, Label(request, tally));
            }

            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (RefusedException fault) when (request.Rounds > 1)
        {
            throw new RefusedException($"Round {tally.Rounds + 1:N0} of {request.Rounds:N0}: {fault.Message}", fault);
        }
        finally
        {
            progress.Clear();
        }
    }

    private static async Task RunRoundAsync(
        ApiClient client,
        byte[] payload,
        PayloadReader reader,
        PayloadTally tally,
        TimeProvider time,
        long start,
        CancellationToken stop)
    {
        var before = time.GetTimestamp();
        var posted = await client.SendAsync(HttpMethod.Post, "/payload", Content(payload), stop);
        var id = PayloadReader.ReadId(posted, client.Name(HttpMethod.Post, "/payload"));
        var between = time.GetTimestamp();
        var path = $"/payload/{Uri.EscapeDataString(id)}";
        var got = await client.SendAsync(HttpMethod.Get, path, null, stop);
        var output = reader.ReadOutput(got, client.Name(HttpMethod.Get, path));
        var after = time.GetTimestamp();

        tally.AddPost(posted.Cache);
        tally.AddGet(got.Cache);
        var round = new PayloadRound(
            time.GetElapsedTime(before, between), time.GetElapsedTime(between, after), time.GetElapsedTime(before, after));
        tally.Add(id, round, output, time.GetElapsedTime(start, after));
    }

    private static ByteArrayContent Content(byte[] payload) =>
        new(payload) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } };

    private static string Label(PayloadRequest request, PayloadTally tally)
    {
        // As a number first: a repeat of nineteen digits is more time than a TimeSpan holds.
        var seconds = tally.Average.TotalSeconds * (request.Rounds - tally.Rounds);
        var left = TimeSpan.FromSeconds(Math.Min(seconds, LeftMax.TotalSeconds));
        return $"{tally.Rounds:N0} of {request.Rounds:N0}, {DurationText.Latency(tally.Average)} each, "
            + $"{DurationText.Whole(left)} left";
    }
}
