using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Larder.AspNetCore.Admin.Metrics;
using Larder.Server.Configuration;

namespace Larder.Server.Data;

/// <summary>Measures the database: statements by their name, the wait for a connection, connections in use.</summary>
/// <remarks>
/// Invariants: counters only grow, by interlocked addition; the connections in use go up and down in pairs. A name is one of
/// a constant of the program, so there are as many as there are statements. No value of a statement comes here.
/// </remarks>
internal sealed class DatabaseMeter : IMetricSource, IDisposable
{
    /// <summary>The name of the meter for collectors.</summary>
    public const string Name = "Larder.Server";

    private readonly DatabaseSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly DurationHistogram _statements = new();
    private readonly DurationHistogram _waits = new();
    private readonly ConcurrentDictionary<SqlText, StatementCounts> _byStatement = new();
    private readonly Meter _meter = new(Name);
    private readonly Histogram<double> _durations;
    private int _inUse;
    private long _faults;

    public DatabaseMeter(DatabaseSettings settings, TimeProvider time, ILogger log)
    {
        _settings = settings;
        _time = time;
        _log = log;
        _durations = _meter.CreateHistogram(
            "db.client.operation.duration",
            "s",
            "How long statements took.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationHistogram.BoundsInSeconds });
        _meter.CreateObservableUpDownCounter("larder.database.connections", () => InUse, "{connection}", "Connections in use.");
    }

    /// <summary>Connections that are lent out.</summary>
    public int InUse => Volatile.Read(ref _inUse); // partner: the additions in Use

    /// <summary>Times a statement until the result is disposed.</summary>
    public Timing Time(SqlText statement) => new(this, statement, _time.GetTimestamp());

    public void Opened(TimeSpan wait) => _waits.Record(wait);

    /// <summary>Counts a connection as in use until the result is disposed.</summary>
    public InUseCount Use()
    {
        Interlocked.Increment(ref _inUse); // partner: the read in InUse
        return new InUseCount(this);
    }

    public void CountFault() => Interlocked.Increment(ref _faults); // partner: the read in Write

    public void Dispose() => _meter.Dispose();

    public void Write(MetricWriter writer)
    {
        writer.Begin("larder_database_statement_duration_seconds", "histogram", "How long statements took.");
        writer.Histogram(_statements);
        var all = _byStatement.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal).ToList();
        writer.Begin("larder_database_statement_seconds", "summary", "Time and number of each statement.");
        foreach (var (statement, counts) in all)
            writer.Summary(counts.Elapsed, counts.Count, ("statement", statement.Name));
        writer.Begin("larder_database_slow_statements_total", "counter", "How often each statement took longer than the setting says.");
        foreach (var (statement, counts) in all)
            writer.Sample(counts.Slow, ("statement", statement.Name));
        writer.Begin("larder_database_connection_wait_seconds", "histogram", "How long work waited for a connection.");
        writer.Histogram(_waits);
        writer.One("larder_database_connections_in_use", "gauge", "Connections in use.", InUse);
        writer.One(
            "larder_database_connections_max", "gauge", "The most connections at a time; 0 where nothing bounds them.",
            _settings.Address is PostgresAddress ? _settings.PoolSize : 0);
        writer.One(
            "larder_database_faults_total", "counter", "How often work could not use the database.", Interlocked.Read(ref _faults)); // partner: the increment in CountFault
    }

    private void Ended(SqlText statement, long began)
    {
        var took = _time.GetElapsedTime(began);
        _statements.Record(took);
        var isSlow = _settings.Slow > TimeSpan.Zero && took >= _settings.Slow;
        _byStatement.GetOrAdd(statement, static _ => new StatementCounts()).Add(took, isSlow);
        if (_durations.Enabled)
            _durations.Record(took.TotalSeconds, new KeyValuePair<string, object?>("larder.statement", statement.Name));
        if (isSlow)
            DataLog.Slow(_log, statement.Name, (long)took.TotalMilliseconds);
    }

    /// <summary>A statement that runs.</summary>
    public readonly struct Timing(DatabaseMeter meter, SqlText statement, long began) : IDisposable
    {
        public void Dispose() => meter.Ended(statement, began);
    }

    /// <summary>A connection that is lent out.</summary>
    public readonly struct InUseCount(DatabaseMeter meter) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref meter._inUse); // partner: the read in InUse
    }

    private sealed class StatementCounts
    {
        private long _ticks;
        private long _count;
        private long _slow;

        // Partners of the three: the additions in Add.
        public TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

        public long Count => Interlocked.Read(ref _count);

        public long Slow => Interlocked.Read(ref _slow);

        public void Add(TimeSpan took, bool isSlow)
        {
            Interlocked.Add(ref _ticks, took.Ticks);
            Interlocked.Increment(ref _count);
            if (isSlow)
                Interlocked.Increment(ref _slow);
        }
    }
}
