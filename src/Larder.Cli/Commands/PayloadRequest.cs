using System.Globalization;
using Larder.Cli.Arguments;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>What the user wants of the payload service, typed and checked.</summary>
internal sealed record PayloadRequest
{
    public static readonly Option HostOption =
        new("--host", 'H', "URL", $"the server. Default: {SharedOptions.PayloadHost}");

    public static readonly Option RepeatOption =
        new("--repeat", 'r', "N", "how many rounds of POST and GET. Default: 1");

    public static readonly Option InputOption =
        new("--input", 'i', "FILE", "the payload as a JSON file; - reads standard input");

    public static readonly Option JsonOption =
        new("--json", 'j', "TEXT", "the payload as JSON; wins over --input");

    public static readonly Option OutputOption =
        new("--output", 'o', "FILE", "write ids, outputs and times as JSON; - writes to standard output");

    /// <summary>Every round is written to the output, and until then it is kept.</summary>
    private const long RecordedRoundsMax = 10_000_000;

    public required ServerAddress Server { get; init; }

    public required long Rounds { get; init; }

    public required string? InputPath { get; init; }

    public required string? Json { get; init; }

    public required string? OutputPath { get; init; }

    public required TimeSpan Timeout { get; init; }

    public static PayloadRequest Read(GivenWords given)
    {
        var request = new PayloadRequest
        {
            Server = SharedOptions.ReadServer(given, HostOption, SharedOptions.PayloadHost),
            Rounds = Math.Max(1, given.Whole(RepeatOption, 1, long.MinValue, long.MaxValue)),
            InputPath = given.Find(InputOption),
            Json = given.Find(JsonOption),
            OutputPath = given.Find(OutputOption) is { Length: > 0 } path ? path : null,
            Timeout = SharedOptions.ReadTimeout(given),
        };

        if (request.OutputPath is not null && request.Rounds > RecordedRoundsMax)
        {
            throw new RefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"--output keeps each round, up to {RecordedRoundsMax:N0}, but --repeat is {request.Rounds:N0}. "
                + $"Leave one of the two out."));
        }

        return request;
    }
}
