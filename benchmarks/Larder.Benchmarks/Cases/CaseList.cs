using System.Globalization;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Cases;

/// <summary>All cases, in the order in which they are run.</summary>
internal static class CaseList
{
    /// <summary>The group whose cases are also drawn.</summary>
    public const string Growth = "growth";

    private static readonly int[] OneThread = [1];
    private static readonly int[] TwoThreads = [2];
    private static readonly int[] OneThenTwo = [1, 2];

    private static readonly Column Cpu = new(Metric.Cpu, "ns CPU/op", "0.0");
    private static readonly Column CpuAlone = new(Metric.CpuAlone, "ns CPU/op, 1 thread", "0.0");
    private static readonly Column CpuOfTwo = new(Metric.Cpu, "ns CPU/op, 2 threads", "0.0");
    private static readonly Column Scaling = new(Metric.Scaling, "scaling", "0.000");
    private static readonly Column ProcessCpu = new(Metric.ProcessCpu, "ns CPU/op, whole process", "0.0");
    private static readonly Column Throughput = new(Metric.Throughput, "M op/s", "0.0");
    private static readonly Column Allocated = new(Metric.Allocated, "B allocated/op", "0.0");
    private static readonly Column HitRate = new(Metric.HitRate, "hit rate", "0.0 %");
    private static readonly Column EntryBytes = new(Metric.EntryBytes, "B/entry", "0.0");
    private static readonly Column Writes = new(Metric.WritesPerSecond, "writes/s", "#,0");
    private static readonly Column Held = new(Metric.Held, "held", "0.0 %");

    /// <summary>The cases.</summary>
    public static IReadOnlyList<BenchmarkCase> All { get; } =
    [
        Hits(KeyKind.Long, 10_000),
        Hits(KeyKind.Text, 10_000),
        Hits(KeyKind.Long, 1_000_000),
        Hits(KeyKind.Text, 1_000_000),
        Expiry(KeyKind.Long, 10_000),
        Expiry(KeyKind.Text, 10_000),
        Expiry(KeyKind.Long, 1_000_000),
        Threads(KeyKind.Long),
        Threads(KeyKind.Text),
        Evictions(KeyKind.Long, OneThread),
        Evictions(KeyKind.Long, TwoThreads),
        Evictions(KeyKind.Text, OneThread),
        Evictions(KeyKind.Text, TwoThreads),
        Mixed(OneThread),
        Mixed(TwoThreads),
        Bytes(1_000_000),
        Bytes(1_100_000),
        Library(10_000),
        Library(1_000_000),
        LibraryBytes(1_000_000),
        HybridHit(),
        Envelope(),
        Sqlite(),
        SqliteWrites(),
        GrowthTo(10_000),
        GrowthTo(100_000),
        GrowthTo(1_000_000),
        GrowthTo(4_000_000),
        GrowthTo(10_000_000),
    ];

    /// <summary>How a number of entries is written in the name of a case.</summary>
    public static string Short(int entries) => entries % 1_000_000 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{entries / 1_000_000}m")
        : string.Create(CultureInfo.InvariantCulture, $"{entries / 1_000}k");

    private static string Word(KeyKind keys) => keys is KeyKind.Long ? "long" : "text";

    private static BenchmarkCase Hits(KeyKind keys, int entries) => new()
    {
        Name = $"hit-{Word(keys)}-{Short(entries)}",
        Group = "hit",
        Title = $"Hit, {Word(keys)} keys, {entries:N0} entries",
        Keys = keys,
        Entries = entries,
        Entrants =
        [
            Entrants.Dictionary, Entrants.Larder, Entrants.LarderUncounted, Entrants.FastLru, Entrants.CountingLru,
            Entrants.Lfu, Entrants.MemoryCache, Entrants.Fusion, Entrants.Hybrid, Entrants.Nothing,
        ],
        References = [Entrants.Dictionary],
        Columns = [Cpu, Allocated, HitRate],
        Experiment = static (n, pace) => new TimedExperiment(Traffic.Hits, n, OneThread, pace),
    };

    private static BenchmarkCase Expiry(KeyKind keys, int entries) => new()
    {
        Name = $"expiry-{Word(keys)}-{Short(entries)}",
        Group = "expiry",
        Title = $"Hit with a time to live on every entry, {Word(keys)} keys, {entries:N0} entries",
        Keys = keys,
        Entries = entries,
        Entrants =
        [
            Entrants.Dictionary, Entrants.Larder, Entrants.LarderExpiring, Entrants.FastLru, Entrants.FastLruExpiring,
            Entrants.MemoryCache, Entrants.MemoryCacheExpiring,
        ],
        References = [Entrants.Dictionary, Entrants.Larder],
        Columns = [Cpu, Allocated, HitRate],
        Experiment = static (n, pace) => new TimedExperiment(Traffic.Hits, n, OneThread, pace),
    };

    private static BenchmarkCase Library(int entries) => new()
    {
        Name = $"library-{Short(entries)}",
        Group = "library",
        Title = $"Hit in the library against hit in the engine, text keys, {entries:N0} entries",
        Keys = KeyKind.Text,
        Entries = entries,
        Entrants =
        [
            Entrants.LarderExpiring, Entrants.Cache, Entrants.CacheAgain, Entrants.CacheThroughInterface,
            Entrants.CacheTagged, Entrants.CacheMetered,
            Entrants.Fusion, Entrants.Hybrid,
        ],
        References = [Entrants.LarderExpiring, Entrants.Cache],
        Columns = [Cpu, Allocated, HitRate],
        Experiment = static (n, pace) => new TimedExperiment(Traffic.Hits, n, OneThread, pace),
        InTurns = Traffic.Hits,
    };

    private static BenchmarkCase LibraryBytes(int entries) => new()
    {
        Name = $"library-bytes-{Short(entries)}",
        Group = "library-bytes",
        Title = $"Managed bytes for each entry of the library, text keys, {entries:N0} entries",
        Keys = KeyKind.Text,
        Entries = entries,
        Entrants = [Entrants.LarderExpiring, Entrants.Cache, Entrants.CacheTagged],
        References = [Entrants.LarderExpiring],
        Columns = [EntryBytes, Held],
        Experiment = static (n, _) => new BytesExperiment(n),
    };

    private static BenchmarkCase HybridHit() => new()
    {
        Name = "hybrid-hit",
        Group = "hybrid",
        Title = "Hit in memory, with a tier behind it and without, text keys, 10,000 entries",
        Keys = KeyKind.Text,
        Entries = 10_000,
        Entrants = [Entrants.Cache, Entrants.CacheAgain, Entrants.CacheTiered],
        References = [Entrants.Cache],
        Columns = [Cpu, Allocated, HitRate],
        Experiment = static (n, pace) => new TimedExperiment(Traffic.Hits, n, OneThread, pace),
        InTurns = Traffic.Hits,
    };

    private static BenchmarkCase Envelope() => new()
    {
        Name = "envelope",
        Group = "envelope",
        Title = "A value of 200 bytes into JSON and back, alone and in an envelope",
        Keys = KeyKind.Text,
        Entries = 10_000,
        Entrants = [Entrants.JsonAlone, Entrants.JsonInEnvelope],
        References = [Entrants.JsonAlone],
        Columns = [Cpu, Allocated, HitRate],
        Experiment = static (n, pace) => new TimedExperiment(Traffic.Hits, n, OneThread, pace),
        InTurns = Traffic.Hits,
    };

    private static BenchmarkCase Sqlite() => new()
    {
        Name = "sqlite",
        Group = "sqlite",
        Title = "Read of 200 bytes from the disk tier against a bare prepared SELECT, 10,000 entries",
        Keys = KeyKind.Text,
        Entries = 10_000,
        Entrants = [Entrants.SqliteSelect, Entrants.SqliteTier],
        References = [Entrants.SqliteSelect],
        Columns = [Cpu, Allocated, HitRate],
        Experiment = static (n, pace) => new TimedExperiment(Traffic.Hits, n, OneThread, pace),
        InTurns = Traffic.Hits,
    };

    private static BenchmarkCase SqliteWrites() => new()
    {
        Name = "sqlite-writes",
        Group = "sqlite",
        Title = "Writes of 200 bytes to the disk tier, each acknowledged when committed, over 100,000 keys",
        Keys = KeyKind.Text,
        Entries = 100_000,
        Entrants = [Entrants.SqliteTier, Entrants.SqliteMany],
        References = [],
        Columns = [Writes],
        Experiment = static (n, pace) => new WritesExperiment(n, pace == Pace.Quick ? 1 : 5),
    };

    private static BenchmarkCase Threads(KeyKind keys) => new()
    {
        Name = $"threads-{Word(keys)}-10k",
        Group = "threads",
        Title = $"Hits on one thread and on two, {Word(keys)} keys, 10,000 entries",
        Keys = keys,
        Entries = 10_000,
        Entrants =
        [
            Entrants.Dictionary, Entrants.Larder, Entrants.LarderUncounted, Entrants.FastLru, Entrants.CountingLru,
            Entrants.Lfu, Entrants.MemoryCache,
        ],
        References = [Entrants.Dictionary],
        Columns = [Scaling, CpuAlone, CpuOfTwo, Throughput],
        Experiment = static (n, pace) => new TimedExperiment(Traffic.Hits, n, OneThenTwo, pace),
    };

    private static BenchmarkCase Evictions(KeyKind keys, int[] threads) => new()
    {
        Name = $"evict-{Word(keys)}-{threads[0]}t",
        Group = "evict",
        Title = $"Get-or-add, {Word(keys)} keys, room for a tenth of 120,000, threads: {threads[0]}",
        Keys = keys,
        Entries = 120_000,
        Entrants =
        [
            Entrants.Larder, Entrants.LarderUncounted, Entrants.FastLru, Entrants.CountingLru, Entrants.Lfu,
            Entrants.MemoryCache,
        ],
        References = [Entrants.FastLru, Entrants.MemoryCache],
        Columns = [Cpu, ProcessCpu, HitRate, Allocated],
        Experiment = (n, pace) => new TimedExperiment(Traffic.Loads, n, threads, pace),
    };

    private static BenchmarkCase Mixed(int[] threads) => new()
    {
        Name = $"mixed-text-{threads[0]}t",
        Group = "mixed",
        Title = $"Nine look-ups for each write, text keys, 100,000 entries, threads: {threads[0]}",
        Keys = KeyKind.Text,
        Entries = 100_000,
        Entrants =
        [
            Entrants.Dictionary, Entrants.Larder, Entrants.LarderUncounted, Entrants.FastLru, Entrants.CountingLru,
            Entrants.Lfu, Entrants.MemoryCache, Entrants.Fusion, Entrants.Hybrid,
        ],
        References = [Entrants.Dictionary, Entrants.FastLru],
        Columns = [Cpu, ProcessCpu, Allocated, HitRate],
        Experiment = (n, pace) => new TimedExperiment(Traffic.Mixed, n, threads, pace),
    };

    private static BenchmarkCase Bytes(int entries) => new()
    {
        Name = $"bytes-{Short(entries)}",
        Group = "bytes",
        Title = $"Managed bytes for each entry, long keys, {entries:N0} entries",
        Keys = KeyKind.Long,
        Entries = entries,
        Entrants =
        [
            Entrants.Dictionary, Entrants.Larder, Entrants.LarderExpiring, Entrants.LarderSliding, Entrants.FastLru,
            Entrants.CountingLru, Entrants.Lfu, Entrants.FastLruExpiring, Entrants.MemoryCache,
        ],
        References = [Entrants.Dictionary],
        Columns = [EntryBytes, Held],
        Experiment = static (n, _) => new BytesExperiment(n),
    };

    private static BenchmarkCase GrowthTo(int entries) => new()
    {
        Name = $"growth-long-{Short(entries)}",
        Group = Growth,
        Title = $"Hit as the cache grows, long keys, {entries:N0} entries",
        Keys = KeyKind.Long,
        Entries = entries,
        Entrants = [Entrants.Nothing, Entrants.Dictionary, Entrants.Larder, Entrants.FastLru],
        References = [Entrants.Dictionary],
        Columns = [Cpu, HitRate],
        Experiment = static (n, pace) => new TimedExperiment(Traffic.Hits, n, OneThread, pace),
    };
}
