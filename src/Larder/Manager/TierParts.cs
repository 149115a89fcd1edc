using Larder.Memory;
using Larder.Serialization;
using Larder.Tiers;
using Larder.Writing;
using Microsoft.Extensions.Logging;

namespace Larder;

/// <summary>What a cache has besides memory, when it has a tier beyond it.</summary>
internal sealed class TierParts : IAsyncDisposable
{
    private readonly Recovery _recovery;
    private readonly CacheCounters _counters;

    internal TierParts(
        string name, CacheOptions options, CacheSurroundings around, ICacheTier tier, MemoryTier memory, InvalidationNews news, ILogger logger)
    {
        _counters = memory.Counters;
        Guard = new GuardedTier(name, tier, GuardOf(options, around), logger);
        var log = new FarLog(logger, name, around.LogKeys);
        var debts = new Debts();
        Far = new FarTier(Guard, new PayloadCodec(PayloadSettings.Of(options)), memory.Counters, debts, around.Time, log);
        var late = new LateWrites(Far, memory, options.LateWrites, news, options.LateWriteDelay, around.Time);
        Writes = new TieredWrites(memory, Far, late, news);
        Heard = new HeardNews(memory, debts, late);
        _recovery = new Recovery(debts, Guard, Far.Lanes, late, news, log, around.Time);
    }

    internal GuardedTier Guard { get; }

    internal FarTier Far { get; }

    /// <summary>How the tier is doing. Reads counters only.</summary>
    internal TierHealth Health => Guard.Health with
    {
        Owed = Far.Debts.Count,
        WrittenLate = _counters.WrittenLate,
        NotWrittenLate = _counters.NotWrittenLate,
    };

    internal TieredWrites Writes { get; }

    /// <summary>Who listens to the other processes.</summary>
    internal HeardNews Heard { get; }

    internal bool IsRecoveryResting => _recovery.IsResting;

    /// <summary>Makes the tier that a cache asks for; null when it asks for none.</summary>
    internal static ICacheTier? Make(string name, CacheOptions options, CacheSurroundings around)
    {
        var strategies = new AvailableStrategies([.. around.Tiers.SelectMany(static each => each.Strategies)]);
        var strategy = strategies.Resolve(options.Strategy);
        return strategy == CacheStrategy.Memory
            ? null
            : around.Tiers.First(each => each.Strategies.Contains(strategy)).Create(name);
    }

    /// <summary>What calls that say nothing mean: in front of a tier, memory has the shorter time; without memory, only the tier.</summary>
    internal static ResolvedOptions DefaultsOf(CacheOptions options, bool hasTier) =>
        hasTier
            ? ResolvedOptions.DefaultsOf(
                options.RedisTtl, options.MemoryTtl, options.Strategy == CacheStrategy.Redis ? CacheTiers.Shared : CacheTiers.All)
            : ResolvedOptions.DefaultsOf(options.MemoryTtl);

    private static TierGuardSettings GuardOf(CacheOptions options, CacheSurroundings around) => new()
    {
        Attempts = options.RetryAttempts,
        RetryDelay = options.RetryDelay,
        MostInFlight = options.MaxTierCalls,
        LogKeys = around.LogKeys,
        Time = around.Time,
    };

    public async ValueTask DisposeAsync()
    {
        await _recovery.DisposeAsync().ConfigureAwait(false);
        await Far.DisposeAsync().ConfigureAwait(false);
    }
}
