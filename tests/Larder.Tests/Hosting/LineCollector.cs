using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Larder.Tests.Hosting;

/// <summary>Keeps every line that is logged, as "category: message", with the exception's text behind it.</summary>
internal sealed class LineCollector : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, string Text)> _lines = [];

    internal IReadOnlyList<string> AllTexts => [.. _lines.Select(line => line.Text)];

    internal IReadOnlyList<string> Of(string category, LogLevel level) =>
        [.. _lines.Where(line => line.Category == category && line.Level == level).Select(line => line.Text)];

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Category(LineCollector owner, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner._lines.Enqueue((name, logLevel, $"{formatter(state, exception)}{exception}"));
    }
}
