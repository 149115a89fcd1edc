using Larder.Engine;

namespace Larder;

/// <summary>How one cache is built. Immutable; every default is written here and nowhere else.</summary>
public sealed record CacheOptions
{
    /// <summary>What suits a developer's machine: memory only, a hundred entries, everything counted.</summary>
    public static CacheOptions Development { get; } = new()
    {
        Strategy = CacheStrategy.Memory,
        MemoryMaxSize = 100,
    };

    /// <summary>What suits production: memory before a shared tier, two thousand entries, two hours, compressed.</summary>
    public static CacheOptions Production { get; } = new()
    {
        Strategy = CacheStrategy.Hybrid,
        MemoryMaxSize = 2_000,
        RedisTtl = TimeSpan.FromHours(2),
        EnableCompression = true,
    };

    /// <summary>Which tiers the cache has. Default null: memory, and a shared tier as well once one is registered.</summary>
    public CacheStrategy? Strategy { get; init; }

    /// <summary>The most entries in memory. Default 1,000. Of no meaning where <see cref="MemoryMaxBytes"/> is set.</summary>
    public long MemoryMaxSize { get; init; } = 1_000;

    /// <summary>The most that the entries in memory may weigh together, as <see cref="Meter"/> measures. Default null: no limit.</summary>
    public long? MemoryMaxBytes { get; init; }

    /// <summary>What measures entries. Default null: about the bytes of keys, texts and arrays of bytes.</summary>
    public IEntryMeter? Meter { get; init; }

    /// <summary>How long a value is fresh where nobody says otherwise. Default 300 seconds.</summary>
    public TimeSpan MemoryTtl { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Which entry leaves when memory is full. Default <see cref="EvictionPolicy.Adaptive"/>.</summary>
    public EvictionPolicy EvictionPolicy { get; init; } = EvictionPolicy.Adaptive;

    /// <summary>Above which share of its memory limit the process trims the cache. Default 0.9; 1 and more: never.</summary>
    public double MemoryPressureThreshold { get; init; } = 0.9;

    /// <summary>What else holds for every call that does not say otherwise. Default: what <see cref="CacheEntryOptions"/> says.</summary>
    public CacheEntryOptions Entry { get; init; } = new();

    /// <summary>Whether operations are counted. Default true.</summary>
    public bool EnableStats { get; init; } = true;

    /// <summary>How many loads run at a time. Default: four for each core, and at least 64.</summary>
    public int MaxConcurrentLoads { get; init; } = Math.Max(64, 4 * Environment.ProcessorCount);

    /// <summary>How many more loads may wait for their turn. Default 1,024.</summary>
    public int MaxWaitingLoads { get; init; } = 1_024;

    /// <summary>How many loads run in the background at a time, while callers get values that are there. Default: one for each core, and at least 8.</summary>
    public int MaxBackgroundRefreshes { get; init; } = Math.Max(8, Environment.ProcessorCount);

    /// <summary>How many keys one call may name. Default 100.</summary>
    public int MaxKeysAtOnce { get; init; } = 100;

    /// <summary>How many invalidated tags are remembered one by one; of older ones only that there were some. Default 10,000.</summary>
    public int MaxInvalidatedTags { get; init; } = 10_000;

    /// <summary>Where a shared tier on Redis is. Default <c>redis://localhost:6379</c>.</summary>
    public string RedisUrl { get; init; } = "redis://localhost:6379";

    /// <summary>Which database of the Redis server. Default 0.</summary>
    public int RedisDb { get; init; }

    /// <summary>The password of the Redis server. Default null: none. Never printed.</summary>
    public string? RedisPassword { get; init; }

    /// <summary>How long a value is fresh in the shared tier. Default 3,600 seconds.</summary>
    public TimeSpan RedisTtl { get; init; } = TimeSpan.FromSeconds(3_600);

    /// <summary>Whether large values are compressed in the shared tier. Default true.</summary>
    public bool EnableCompression { get; init; } = true;

    /// <summary>Whether values are turned into bytes for the shared tier; without, only bytes and texts can go there. Default true.</summary>
    public bool EnableSerialization { get; init; } = true;

    /// <summary>
    /// What turns values into bytes for the shared tier: the first that knows a type serialises it. Default: none, and then
    /// bytes, texts, numbers, times and UUIDs can go there, which need none.
    /// </summary>
    public IReadOnlyList<ICacheSerializer> Serializers { get; init; } = [];

    /// <summary>How large values are compressed. Default <see cref="PayloadCompression.Brotli"/>.</summary>
    public PayloadCompression Compression { get; init; }

    /// <summary>From how many bytes on a value is compressed, where that makes it smaller by an eighth. Default 4,096.</summary>
    public int CompressFromBytes { get; init; } = 4_096;

    /// <summary>The most bytes of a value in the shared tier; one that has more stays in memory. Default 1,048,576.</summary>
    public int MaxPayloadBytes { get; init; } = 1_048_576;

    /// <summary>
    /// How many calls to the shared tier may be under way at a time. Beyond, it is spared: a look-up finds nothing there, and
    /// a write is made up for later. Default 256.
    /// </summary>
    public int MaxTierCalls { get; init; } = 256;

    /// <summary>Whether the cache may be warmed. Default true.</summary>
    public bool EnableWarming { get; init; } = true;

    /// <summary>How many entries are warmed at a time. Default 100.</summary>
    public int WarmingBatchSize { get; init; } = 100;

    /// <summary>How often an operation of the shared tier is tried. Default 3.</summary>
    public int RetryAttempts { get; init; } = 3;

    /// <summary>How long to wait between two tries. Default 0.1 seconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>
    /// Whether a value that the shared tier missed in an outage is written there when it is back. Default
    /// <see cref="LateWriting.WhenNewsIsHeard"/>.
    /// </summary>
    public LateWriting LateWrites { get; init; }

    /// <summary>
    /// How long the news of a change may take until it is heard here, at most. A late write waits twice for so long; a change
    /// whose news takes longer may be hidden by an older value. Default 5 seconds, at most a minute.
    /// </summary>
    public TimeSpan LateWriteDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Lists everything that is wrong with these options, a sentence each; empty when they can be used.</summary>
    /// <returns>The faults.</returns>
    public IReadOnlyList<string> Validate() => CacheOptionFaults.Of(this);

    private bool PrintMembers(System.Text.StringBuilder text)
    {
        // Of all there is, only what is safe and useful to see in a log.
        text.Append(
            $"Strategy = {Strategy}, MemoryMaxSize = {MemoryMaxSize}, MemoryTtl = {MemoryTtl}, EvictionPolicy = {EvictionPolicy}");
        return true;
    }
}
