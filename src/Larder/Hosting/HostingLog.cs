using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Larder.Hosting;

/// <summary>What is said when caches begin and end. No setting that may hold a secret is ever among it.</summary>
internal static partial class HostingLog
{
    private const string Category = "Larder";

    internal static ILogger LoggerOf(ILoggerFactory? loggers) =>
        (loggers ?? NullLoggerFactory.Instance).CreateLogger(Category);

    /// <summary>Tells of each cache once, in its own category.</summary>
    internal static void Tell(CacheManagerOptions options)
    {
        Tell(options, CacheManager.DefaultName, options.Default);
        foreach (var (name, cache) in options.Named)
        {
            Tell(options, name, cache);
        }
    }

    [LoggerMessage(
        EventId = 9002,
        Level = LogLevel.Warning,
        Message = "The time to shut down is over, and loads of the caches still run although they were cancelled. Nobody waits for them any more; let the factories heed their token")]
    internal static partial void LeftBehind(ILogger logger);

    private static void Tell(CacheManagerOptions options, string name, CacheOptions cache)
    {
        var unit = cache switch
        {
            { MemoryMaxBytes: null } => "entries",
            { Meter: null or { MeasuresBytes: true } } => "bytes",
            _ => "as its meter measures",
        };
        var strategy = options.Strategies.Resolve(cache.Strategy);
        var capacity = cache.MemoryMaxBytes ?? cache.MemoryMaxSize;
        var logger = options.Loggers.CreateLogger($"{Category}.{name}");
        Begins(logger, name, strategy, capacity, unit);
    }

    [LoggerMessage(
        EventId = 9001,
        Level = LogLevel.Information,
        Message = "Cache {Cache} begins: strategy {Strategy}, capacity {Capacity} {Unit}")]
    private static partial void Begins(ILogger logger, string cache, CacheStrategy strategy, long capacity, string unit);
}
