using Larder.Cli.Arguments;

namespace Larder.Cli.Commands;

/// <summary>Options that several verbs have, so that they are called the same everywhere.</summary>
internal static class SharedOptions
{
    public const string PayloadHost = "http://localhost:8000";
    public const string KeyValueHost = "http://localhost:7171";

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan TimeoutMax = TimeSpan.FromHours(1);

    public static readonly Option KeyValueServer =
        new("--host", 'H', "URL", $"the server. Default: {KeyValueHost}");

    public static readonly Option Timeout =
        new("--timeout", null, "TIME", "how long one request may take (30s, 500ms, 2m). Default: 30s");

    public static readonly Option Json = new("--json", null, null, "print the report as JSON");

    public static ServerAddress ReadServer(GivenWords given, Option option, string otherwise) =>
        ServerAddress.Parse(given.Find(option) ?? otherwise);

    public static TimeSpan ReadTimeout(GivenWords given) => given.Duration(Timeout, DefaultTimeout, TimeoutMax);
}
