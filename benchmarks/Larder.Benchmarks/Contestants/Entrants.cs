namespace Larder.Benchmarks.Contestants;

/// <summary>Everybody who can be measured. The peers add themselves when they are compiled.</summary>
internal static partial class Entrants
{
    public const string Nothing = "nothing";
    public const string Dictionary = "dictionary";
    public const string Larder = "larder";
    public const string LarderUncounted = "larder-uncounted";
    public const string LarderExpiring = "larder-expiring";
    public const string LarderSliding = "larder-sliding";
    public const string MemoryCache = "memorycache";
    public const string MemoryCacheExpiring = "memorycache-expiring";
    public const string FastLru = "bitfaster-fastlru";
    public const string CountingLru = "bitfaster-lru";
    public const string Lfu = "bitfaster-lfu";
    public const string FastLruExpiring = "bitfaster-fastlru-expiring";
    public const string Fusion = "fusioncache";
    public const string Hybrid = "hybridcache";
    public const string Cache = "cache";
    public const string CacheAgain = "cache-again";
    public const string CacheTagged = "cache-tagged";
    public const string CacheThroughInterface = "cache-interface";
    public const string CacheMetered = "cache-metered";

    public const string CacheTiered = "cache-tiered";
    public const string JsonAlone = "json";
    public const string JsonInEnvelope = "json-envelope";

    public const string SqliteSelect = "sqlite-select";
    public const string SqliteTier = "sqlite-tier";
    public const string SqliteMany = "sqlite-many";

    private static readonly Shape Plain = new();
    private static readonly Shape Uncounted = new() { Statistics = false };
    private static readonly Shape Expiring = new() { Lifetime = Lifetime.Expiring };
    private static readonly Shape UncountedExpiring = new() { Statistics = false, Lifetime = Lifetime.Expiring };
    private static readonly Shape Tagged = new() { Lifetime = Lifetime.Tagged };
    private static readonly Shape Metered = new() { Metered = true };
    private static readonly Shape Tiered = new() { Lifetime = Lifetime.Tiered };
    private static readonly Shape Sliding = new() { Lifetime = Lifetime.SlidingAndWeighed };

    /// <summary>Those that this program was built with, by name.</summary>
    public static IReadOnlyDictionary<string, Entrant> All { get; } = Gather();

    private static Dictionary<string, Entrant> Gather()
    {
        List<Entrant> entrants =
        [
            new TypedEntrant<NothingLong, NothingText>(Nothing, "(the loop alone)", Uncounted),
            new TypedEntrant<DictionaryLong, DictionaryText>(Dictionary, "ConcurrentDictionary", Uncounted),
            new TypedEntrant<LarderLong, LarderText>(Larder, "Larder", Plain),
            new TypedEntrant<LarderLong, LarderText>(LarderUncounted, "Larder, statistics off", Uncounted),
            new TypedEntrant<LarderLong, LarderText>(LarderExpiring, "Larder, expiring", Expiring),
            new TypedEntrant<LarderLong, LarderText>(LarderSliding, "Larder, sliding and weighed", Sliding),
            new TypedEntrant<MemoryCacheLong, MemoryCacheText>(MemoryCache, "MemoryCache", Uncounted),
            new TypedEntrant<MemoryCacheLong, MemoryCacheText>(
                MemoryCacheExpiring, "MemoryCache, expiring", UncountedExpiring),
            new TextEntrant<CacheText<Apart.Plain>>(Cache, "Larder's cache, GetOrCreateAsync", Plain),
            new TextEntrant<CacheText<Apart.Again>>(CacheAgain, "the same once more", Plain),
            new TextEntrant<CacheText<Apart.Tagged>>(CacheTagged, "Larder's cache, two tags", Tagged),
            new TextEntrant<CacheText<Apart.Metered>>(CacheMetered, "Larder's cache, metered", Metered),
            new TextEntrant<CacheInterfaceText>(CacheThroughInterface, "Larder's cache through ICache", Plain),
            new TextEntrant<CacheText<Apart.Tiered>>(CacheTiered, "Larder's cache in front of a tier", Tiered),
            new TextEntrant<JsonAlone>(JsonAlone, "System.Text.Json, generated", Plain),
            new TextEntrant<JsonInEnvelope>(JsonInEnvelope, "the same in an envelope", Plain),
            new TextEntrant<SqliteSelectText>(SqliteSelect, "a bare prepared SELECT", Plain),
            new TextEntrant<SqliteTierText>(SqliteTier, "the disk tier", Plain),
            new TextEntrant<SqliteManyText>(SqliteMany, "the disk tier, 100 at a time", Plain),
        ];
        AddBitFaster(entrants);
        AddFusion(entrants);
        AddHybrid(entrants);

        return entrants.ToDictionary(static e => e.Name, StringComparer.Ordinal);
    }

    static partial void AddBitFaster(List<Entrant> entrants);

    static partial void AddFusion(List<Entrant> entrants);

    static partial void AddHybrid(List<Entrant> entrants);
}
