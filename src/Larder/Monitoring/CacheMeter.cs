using System.Diagnostics.Metrics;

namespace Larder;

/// <summary>
/// Publishes what the caches of a manager count, as instruments of the meter <see cref="Name"/>. A container has one already;
/// elsewhere make one for a manager.
/// </summary>
/// <remarks>
/// All but the time of loads is read from the counters of the caches, when somebody collects: a hit pays nothing for it.
/// The only labels are the name of the cache and what kind of request or load it was; no key and no value.
/// It ends with its manager. Safe for all threads.
/// <para>Invariants: <c>_ended</c> goes from false to true once; after it nothing is measured any more.</para>
/// </remarks>
public sealed class CacheMeter : ICacheListener, IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Larder";

    private const string CacheName = "cache.name";
    private const string RequestType = "cache.request.type";
    private const string ResultOfLoad = "larder.cache.load.result";

    private readonly CacheManager _manager;
    private readonly Meter _meter;
    private readonly Histogram<double> _loadTimes;
    private bool _ended;

    /// <summary>Begins to publish.</summary>
    /// <param name="manager">Whose caches; disposing it ends this as well.</param>
    /// <param name="factory">Where the meter comes from. Default null: one of its own.</param>
    public CacheMeter(CacheManager manager, IMeterFactory? factory = null)
    {
        ArgumentNullException.ThrowIfNull(manager);
        _manager = manager;
        _meter = factory?.Create(Name) ?? new Meter(Name);
        _loadTimes = _meter.CreateHistogram(
            "larder.cache.load.duration",
            "s",
            "How long the factories ran.",
            tags: null,
            new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            });
        CreateCommonInstruments();
        CreateOwnInstruments();
        CreateTierInstruments();
        manager.Events.Add(this);
        manager.EndWith(this);
    }

    /// <summary>Stops publishing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, true))
        {
            return;
        }

        _manager.Events.Remove(this);

        // Does nothing when a factory made it, which may have given it to others as well: then only what is asked goes quiet.
        _meter.Dispose();
    }

    void ICacheListener.OnLoad(string cache, TimeSpan took, LoadResult result)
    {
        if (_loadTimes.Enabled)
        {
            _loadTimes.Record(took.TotalSeconds, new(CacheName, cache), new(ResultOfLoad, NameOf(result)));
        }
    }

    private static string NameOf(LoadResult result) => result switch
    {
        LoadResult.Loaded => "loaded",
        LoadResult.Cancelled => "cancelled",
        _ => "failed",
    };

    /// <summary>What .NET measures of its own caches, by the same names and labels.</summary>
    private void CreateCommonInstruments()
    {
        _meter.CreateObservableCounter(
            "dotnet.cache.requests",
            Requests,
            "{request}",
            "Look-ups, by whether the cache could answer them.");
        Count(
            "dotnet.cache.evictions",
            "{eviction}",
            "Entries that left because the cache was full, or the process short of memory.",
            static stats => stats.Evictions + stats.Pressed);
        _meter.CreateObservableUpDownCounter(
            "dotnet.cache.entries",
            () => OfEach(static _ => true, static cache => cache.Count),
            "{entry}",
            "Entries in memory.");
        _meter.CreateObservableUpDownCounter(
            "dotnet.cache.estimated_size",
            () => OfEach(static cache => CountsBytes(cache.Options), static cache => cache.GetStats().Size),
            "By",
            "About how many bytes the entries hold, of caches that are bounded by bytes.");
    }

    private static bool CountsBytes(CacheOptions options) =>
        options is { MemoryMaxBytes: not null, Meter: null or { MeasuresBytes: true } };

    private void CreateOwnInstruments()
    {
        Count("larder.cache.stale_hits", "{request}", "Hits that were answered with a stale value.", static s => s.StaleHits);
        Count(
            "larder.cache.stand_ins",
            "{request}",
            "Misses that got an older value, or a fallback, because the load failed or took too long.",
            static s => s.StandIns);
        Count("larder.cache.sets", "{set}", "Values that callers set.", static s => s.Sets);
        Count("larder.cache.deletes", "{delete}", "Values that callers removed.", static s => s.Deletes);
        Count("larder.cache.loads", "{load}", "Runs of factories begun.", static s => s.Loads);
        Count("larder.cache.load.failures", "{load}", "Runs of factories that failed.", static s => s.LoadFailures);
        Count("larder.cache.refreshes", "{load}", "Loads begun in the background.", static s => s.Refreshes);
        Count("larder.cache.overloads", "{load}", "Loads that were refused, because too many ran.", static s => s.Overloads);
        Count("larder.cache.errors", "{error}", "Loads, and operations of a tier, that failed.", static s => s.Errors);
        Count("larder.cache.expirations", "{entry}", "Entries whose time was over.", static s => s.Expirations);
        _meter.CreateObservableUpDownCounter(
            "larder.cache.loads.running",
            () => OfEach(static _ => true, static cache => cache.RunningLoads),
            "{load}",
            "Loads that run or wait for their turn.");
    }

    private void CreateTierInstruments()
    {
        _meter.CreateObservableGauge(
            "larder.cache.tier.state",
            () => OfTiers(static tier => (long)tier.State),
            "{state}",
            "Whether the tier beyond memory is asked: 0 yes, 1 not, because it kept failing, 2 by one call, to see whether it is back.");
        _meter.CreateObservableUpDownCounter(
            "larder.cache.tier.owed", () => OfTiers(static tier => tier.Owed), "{change}", "Changes that the tier missed and does not know of yet.");
        _meter.CreateObservableUpDownCounter(
            "larder.cache.tier.in_flight", () => OfTiers(static tier => tier.InFlight), "{call}", "Calls that the tier has not answered yet.");
        CountTier("larder.cache.tier.calls", "{call}", "Calls that the tier was asked to answer.", static tier => tier.Calls);
        CountTier("larder.cache.tier.faults", "{call}", "Calls to the tier that failed, or took too long.", static tier => tier.Faults);
        CountTier("larder.cache.tier.spared", "{call}", "Calls that did not reach the tier, because it was left alone.", static tier => tier.Spared);
        CountTier("larder.cache.tier.late_writes", "{set}", "Values that the tier missed and got afterwards.", static tier => tier.WrittenLate);
    }

    private void CountTier(string name, string unit, string description, Func<TierHealth, long> figure) =>
        _meter.CreateObservableCounter(name, () => OfTiers(figure), unit, description);

    private IEnumerable<Measurement<long>> OfTiers(Func<TierHealth, long> figure) =>
        OfEach(static cache => cache.TierHealth is not null, cache => figure(cache.TierHealth!));

    private void Count(string name, string unit, string description, Func<CacheStats, long> figure) =>
        _meter.CreateObservableCounter(
            name,
            () => OfEach(static cache => cache.Options.EnableStats, cache => figure(cache.GetStats())),
            unit,
            description);

    private IEnumerable<Measurement<long>> OfEach(Func<LarderCache, bool> has, Func<LarderCache, long> figure)
    {
        if (Volatile.Read(ref _ended)) // partner: the exchange in Dispose
        {
            yield break;
        }

        foreach (var cache in _manager.Caches)
        {
            if (has(cache))
            {
                yield return new(figure(cache), new KeyValuePair<string, object?>(CacheName, cache.Name));
            }
        }
    }

    private IEnumerable<Measurement<long>> Requests()
    {
        if (Volatile.Read(ref _ended)) // partner: the exchange in Dispose
        {
            yield break;
        }

        foreach (var cache in _manager.Caches)
        {
            if (!cache.Options.EnableStats)
            {
                continue;
            }

            var stats = cache.GetStats(); // one snapshot for both, so that they add up
            var name = new KeyValuePair<string, object?>(CacheName, cache.Name);
            yield return new(stats.Hits, name, new(RequestType, "hit"));
            yield return new(stats.Misses, name, new(RequestType, "miss"));
        }
    }
}
