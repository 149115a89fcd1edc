namespace Larder.Server.Hosting;

/// <summary>
/// Silences, while the server starts, the two loggers that print a stack trace for a port that is taken;
/// <see cref="ServerHost"/> says the same in one line. From the first request on they speak as configured.
/// </summary>
/// <remarks>Invariants. The one flag goes from false to true once, and never back.</remarks>
internal sealed class StartUpLog
{
    private static readonly string[] Loud =
    [
        "Microsoft.Extensions.Hosting.Internal.Host",
        "Microsoft.AspNetCore.Server.Kestrel",
    ];

    // Written once, by the thread that starts the host; a reader that sees it late drops a line of start-up at worst.
    private volatile bool _started;

    public void AddTo(ILoggingBuilder logging)
    {
        foreach (var category in Loud)
            logging.AddFilter(category, level => _started && level >= LogLevel.Warning);
    }

    public void Started() => _started = true;
}
