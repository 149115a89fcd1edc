using System.Diagnostics;

namespace Larder.Benchmarks.Http;

/// <summary>Runs the rounds of an HTTP case: both servers once a round, each round beginning with the other.</summary>
internal sealed class HttpDriver(string? program, int rounds, bool isQuick)
{
    private readonly TimeSpan _warmUp = TimeSpan.FromSeconds(isQuick ? 1 : 12);
    private readonly TimeSpan _measured = TimeSpan.FromSeconds(isQuick ? 1 : 4);

    public async Task<HttpResult> RunAsync(HttpCase chosen)
    {
        await using var larder = await ServerProcess.StartLarderAsync(program);
        using var client = new HttpClient { BaseAddress = larder.Address };
        var requests = await chosen.Prepare(client);
        var reply = await BareReply.OfAsync(client, requests[0]);
        await using var bare = await ServerProcess.StartBareAsync(reply);
        await CompareAsync(bare, requests[0], reply);

        using var load = LoadFor(chosen, requests);
        load.Run(bare.Address, _warmUp);
        load.Run(larder.Address, _warmUp);

        var ofBare = new List<HttpReading>();
        var ofLarder = new List<HttpReading>();
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
            {
                ofBare.Add(Measure(bare, load));
                ofLarder.Add(Measure(larder, load));
            }
            else
            {
                ofLarder.Add(Measure(larder, load));
                ofBare.Add(Measure(bare, load));
            }

            Console.Error.WriteLine(
                $"{chosen.Name} {round + 1}/{rounds}: bare {ofBare[^1].Microseconds:0.00}, "
                + $"Larder {ofLarder[^1].Microseconds:0.00} us CPU/request, "
                + $"{ofLarder[^1].Microseconds / ofBare[^1].Microseconds:0.000}");
        }

        return new HttpResult(chosen, load.Name, ofBare, ofLarder);
    }

    private static ILoad LoadFor(HttpCase chosen, IReadOnlyList<WireRequest> requests)
    {
        if (Wrk.IsInstalled())
        {
            return new Wrk(requests, chosen.Depth);
        }

        return chosen.PutPercent is { } percent
            ? new CacheCli(percent)
            : throw new InvalidOperationException(
                $"{chosen.Name} needs wrk, which cannot be started. Install it, for example with `apt install wrk`.");
    }

    /// <summary>Proves that both servers send the same.</summary>
    private static async Task CompareAsync(ServerProcess bare, WireRequest request, BareReply reply)
    {
        using var client = new HttpClient { BaseAddress = bare.Address };
        if (reply.DifferenceTo(await BareReply.OfAsync(client, request)) is { } difference)
        {
            throw new InvalidOperationException($"The two servers must send the same, but sent {difference}.");
        }
    }

    private HttpReading Measure(ServerProcess server, ILoad load)
    {
        var cpu = server.CpuTime;
        var start = Stopwatch.GetTimestamp();
        var answered = load.Run(server.Address, _measured);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new HttpReading((server.CpuTime - cpu).TotalMicroseconds / answered, answered / elapsed.TotalSeconds);
    }
}
