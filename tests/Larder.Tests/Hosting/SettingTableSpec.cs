using System.Reflection;
using Larder.Engine;
using Larder.Hosting;
using Microsoft.Extensions.Configuration;

namespace Larder.Tests.Hosting;

public sealed class SettingTableSpec
{
    /// <summary>Property, its name in the source project, its default, a text, and what that text means.</summary>
    private static readonly (string Name, string Snake, object? Default, string Text, object Value)[] OfCache =
    [
        ("Strategy", "strategy", null, "memory", CacheStrategy.Memory),
        ("MemoryMaxSize", "memory_max_size", 1_000L, "20", 20L),
        ("MemoryMaxBytes", "memory_max_bytes", null, "4096", 4_096L),
        ("MemoryTtl", "memory_ttl", TimeSpan.FromSeconds(300), "60", TimeSpan.FromSeconds(60)),
        ("EvictionPolicy", "eviction_policy", EvictionPolicy.Adaptive, "LRU", EvictionPolicy.Lru),
        ("MemoryPressureThreshold", "memory_pressure_threshold", 0.9, "0.7", 0.7),
        ("EnableStats", "enable_stats", true, "false", false),
        ("MaxConcurrentLoads", "max_concurrent_loads", Math.Max(64, 4 * Environment.ProcessorCount), "5", 5),
        ("MaxTierCalls", "max_tier_calls", 256, "9", 9),
        ("MaxWaitingLoads", "max_waiting_loads", 1_024, "6", 6),
        ("MaxBackgroundRefreshes", "max_background_refreshes", Math.Max(8, Environment.ProcessorCount), "7", 7),
        ("MaxKeysAtOnce", "max_keys_at_once", 100, "8", 8),
        ("MaxInvalidatedTags", "max_invalidated_tags", 10_000, "90", 90),
        ("RedisUrl", "redis_url", "redis://localhost:6379", "redis://cache:6380", "redis://cache:6380"),
        ("RedisDb", "redis_db", 0, "3", 3),
        ("RedisPassword", "redis_password", null, "hunter2", "hunter2"),
        ("RedisTtl", "redis_ttl", TimeSpan.FromSeconds(3_600), "01:30:00", TimeSpan.FromMinutes(90)),
        ("EnableCompression", "enable_compression", true, "0", false),
        ("EnableSerialization", "enable_serialization", true, "False", false),
        ("Compression", "compression", PayloadCompression.Brotli, "gzip", PayloadCompression.GZip),
        ("CompressFromBytes", "compress_from_bytes", 4_096, "100", 100),
        ("MaxPayloadBytes", "max_payload_bytes", 1_048_576, "2048", 2_048),
        ("EnableWarming", "enable_warming", true, "false", false),
        ("WarmingBatchSize", "warming_batch_size", 100, "10", 10),
        ("RetryAttempts", "retry_attempts", 3, "5", 5),
        ("RetryDelay", "retry_delay", TimeSpan.FromSeconds(0.1), "0.25", TimeSpan.FromSeconds(0.25)),
        ("LateWrites", "late_writes", LateWriting.WhenNewsIsHeard, "never", LateWriting.Never),
        ("LateWriteDelay", "late_write_delay", TimeSpan.FromSeconds(5), "2", TimeSpan.FromSeconds(2)),
    ];

    private static readonly (string Name, string Text, object Value)[] OfEntry =
    [
        ("Expiration", "forever", CacheEntryOptions.Forever),
        ("LocalExpiration", "30", TimeSpan.FromSeconds(30)),
        ("Sliding", "00:00:20", TimeSpan.FromSeconds(20)),
        ("Jitter", "1.5", TimeSpan.FromSeconds(1.5)),
        ("StaleFor", "10", TimeSpan.FromSeconds(10)),
        ("StaleIfError", "1.00:00:00", TimeSpan.FromDays(1)),
        ("ErrorRetryAfter", "5", TimeSpan.FromSeconds(5)),
        ("SoftTimeout", "0.1", TimeSpan.FromSeconds(0.1)),
        ("HardTimeout", "2", TimeSpan.FromSeconds(2)),
        ("OnTimeout", "cancel", TimedOutLoad.Cancel),
        ("RefreshAfter", "0.8", 0.8),
        ("EarlyRefresh", "1", 1.0),
        ("Nulls", "skip", NullPolicy.Skip),
        ("NullExpiration", "3", TimeSpan.FromSeconds(3)),
        ("Tiers", "read_memory, WriteMemory", CacheTiers.Memory),
        ("Size", "12", 12L),
        ("Priority", "never_remove", CachePriority.NeverRemove),
        ("Payload", "raw", PayloadFormat.Raw),
        ("Context", "Detach", FactoryContext.Detach),
    ];

    public static TheoryData<string> CacheNames => new(OfCache.Select(row => row.Name));

    public static TheoryData<string> EntryNames => new(OfEntry.Select(row => row.Name));

    [Fact]
    public void S4_15_No_property_of_a_cache_is_forgotten()
    {
        var properties = PropertiesOf<CacheOptions>();

        Assert.Equal(properties, CacheSettings.Table.Names.Order());
        Assert.Equal(properties, OfCache.Select(row => row.Name).Concat(["Entry", "Meter", "Serializers"]).Order());
    }

    [Fact]
    public void No_property_of_an_entry_is_forgotten()
    {
        var properties = PropertiesOf<CacheEntryOptions>();

        Assert.Equal(properties, EntrySettings.Table.Names.Order());
        Assert.Equal(properties, OfEntry.Select(row => row.Name).Append("Tags").Order());
    }

    [Theory]
    [MemberData(nameof(CacheNames))]
    public void S4_15_A_setting_has_its_default(string name)
    {
        var row = OfCache.Single(each => each.Name == name);

        Assert.Equal(row.Default, ValueOf(new CacheOptions(), name));
    }

    [Theory]
    [MemberData(nameof(CacheNames))]
    public void S4_15_A_setting_is_read_in_both_spellings_and_any_case(string name)
    {
        var row = OfCache.Single(each => each.Name == name);

        var read = new[] { row.Name, row.Snake, row.Snake.ToUpperInvariant() }
            .Select(key => ValueOf(Read(CacheSettings.Table, new CacheOptions(), (key, row.Text)), name));

        Assert.All(read, value => Assert.Equal(row.Value, value));
    }

    [Theory]
    [MemberData(nameof(CacheNames))]
    public void S4_15_A_setting_that_is_empty_says_nothing(string name)
    {
        var row = OfCache.Single(each => each.Name == name);

        var read = Read(CacheSettings.Table, new CacheOptions(), (name, " "));

        Assert.Equal(row.Default, ValueOf(read, name));
    }

    [Theory]
    [MemberData(nameof(EntryNames))]
    public void A_setting_of_entries_is_read(string name)
    {
        var row = OfEntry.Single(each => each.Name == name);

        var read = Read(CacheSettings.Table, new CacheOptions(), ($"Entry:{name}", row.Text));

        Assert.Equal(row.Value, ValueOf(read.Entry, name));
    }

    [Fact]
    public void Tags_are_a_list()
    {
        var many = Read(EntrySettings.Table, new CacheEntryOptions(), ("Tags:0", "shop"), ("Tags:1", "tea, loose"));
        var one = Read(EntrySettings.Table, new CacheEntryOptions(), ("Tags", "shop"));

        Assert.Equal(["shop", "tea, loose"], many.Tags!);
        Assert.Equal(["shop"], one.Tags!);
    }

    [Fact]
    public void What_configuration_does_not_name_stays_as_code_set_it()
    {
        var code = new CacheOptions { MemoryMaxSize = 50, Entry = new() { Jitter = TimeSpan.FromSeconds(1) } };

        var read = Read(CacheSettings.Table, code, ("MemoryTtl", "7"), ("Entry:StaleFor", "9"));

        Assert.Equal(
            code with
            {
                MemoryTtl = TimeSpan.FromSeconds(7),
                Entry = code.Entry with { StaleFor = TimeSpan.FromSeconds(9) },
            },
            read);
    }

    private static T Read<T>(SettingTable<T> table, T options, params (string Key, string Text)[] pairs)
    {
        var faults = new List<string>();
        var configuration = Settings.Of([.. pairs.Select(pair => ($"Cache:{pair.Key}", (string?)pair.Text))]);

        var read = table.Apply(options, configuration.GetSection("Cache"), faults);

        Assert.Empty(faults);
        return read;
    }

    private static object? ValueOf<T>(T options, string name) => typeof(T).GetProperty(name)!.GetValue(options);

    private static string[] PropertiesOf<T>() =>
        [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(each => each.Name).Order()];
}
