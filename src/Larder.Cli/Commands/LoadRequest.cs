using Larder.Cli.Arguments;
using Larder.Cli.Load;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>What the user wants of a load, typed and checked. Its defaults are the source project's own load.</summary>
internal sealed record LoadRequest
{
    public static readonly Option ConnectionsOption = new("--connections", 'c', "N", "clients at once. Default: 100");

    public static readonly Option DurationOption =
        new("--duration", 'd', "TIME", "how long it lasts (30s, 2m). Default: 2m, or no limit with --requests");

    public static readonly Option RequestsOption = new("--requests", 'n', "N", "end after so many requests");

    public static readonly Option KeysOption = new("--keys", 'k', "N", "how many keys there are. Default: 10000");

    public static readonly Option SizeOption =
        new("--value-size", 's', "N", "characters in a value. Default: 256");

    public static readonly Option PutsOption =
        new("--puts", 'p', "PERCENT", "the share of puts; the rest are gets. Default: 50");

    public static readonly Option RoutesOption =
        new("--routes", null, "STYLE", "cache: PUT /cache and GET /cache/KEY. put: POST /put and\nGET /get?key=KEY. Default: cache");

    public static readonly Option FillOption =
        new("--fill", null, null, "write each key once before the clock starts");

    public static readonly Option SeedOption =
        new("--seed", null, "N", "the same seed gives the same keys and values. Default: 1");

    /// <summary>Above this, most systems run out of file handles before they run out of anything else.</summary>
    public const int ConnectionsMax = 10_000;

    /// <summary>Each key is kept as its text, 36 bytes and the object around it.</summary>
    public const int KeysMax = 10_000_000;

    /// <summary>The server's own limit for a value is a mebibyte; more is good for seeing it refused.</summary>
    public const int SizeMax = 16 * 1024 * 1024;

    private static readonly TimeSpan DefaultDuration = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DurationMax = TimeSpan.FromHours(24);

    public required ServerAddress Server { get; init; }

    public required int Connections { get; init; }

    public required TimeSpan? Duration { get; init; }

    public required long? Requests { get; init; }

    public required int Keys { get; init; }

    public required int ValueSize { get; init; }

    public required int PutPercent { get; init; }

    public required RouteStyle Routes { get; init; }

    public required bool Fills { get; init; }

    public required int Seed { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required bool IsJson { get; init; }

    public static LoadRequest Read(GivenWords given)
    {
        var requests = given.Has(RequestsOption) ? given.Whole(RequestsOption, 0, 1, long.MaxValue) : (long?)null;
        return new LoadRequest
        {
            Server = SharedOptions.ReadServer(given, SharedOptions.KeyValueServer, SharedOptions.KeyValueHost),
            Connections = (int)given.Whole(ConnectionsOption, 100, 1, ConnectionsMax),
            Duration = requests is null || given.Has(DurationOption)
                ? given.Duration(DurationOption, DefaultDuration, DurationMax)
                : null,
            Requests = requests,
            Keys = (int)given.Whole(KeysOption, 10_000, 1, KeysMax),
            ValueSize = (int)given.Whole(SizeOption, 256, 0, SizeMax),
            PutPercent = (int)given.Whole(PutsOption, 50, 0, 100),
            Routes = ReadRoutes(given),
            Fills = given.Has(FillOption),
            Seed = (int)given.Whole(SeedOption, 1, 0, int.MaxValue),
            Timeout = SharedOptions.ReadTimeout(given),
            IsJson = given.Has(SharedOptions.Json),
        };
    }

    public static RouteStyle ReadRoutes(GivenWords given) => given.Find(RoutesOption) switch
    {
        null or "cache" => RouteStyle.Cache,
        "put" => RouteStyle.Put,
        { } other => throw new RefusedException($"--routes must be cache or put, but is '{SafeText.Line(other)}'."),
    };
}
