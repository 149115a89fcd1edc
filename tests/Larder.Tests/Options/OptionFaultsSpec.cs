using System.Reflection;
using Larder.Engine;

namespace Larder.Tests.Options;

/// <summary>Options that make no sense are refused with the value, the rule and the remedy.</summary>
public sealed class OptionFaultsSpec
{
    private const string Key = CacheUnderTest.Key;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<string> Times() =>
    [
        .. typeof(CacheEntryOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static option => option.PropertyType == typeof(TimeSpan?))
            .Select(static option => option.Name),
    ];

    [Theory]
    [MemberData(nameof(Times))]
    public async Task No_time_may_be_negative(string name)
    {
        var options = new CacheEntryOptions();
        typeof(CacheEntryOptions).GetProperty(name)!.SetValue(options, -Second);

        await Refused(options, name, "-00:00:01", "must not be negative", "Forever");
    }

    [Fact]
    public Task Sliding_needs_an_expiration_that_ends() => Refused(
        new CacheEntryOptions { Sliding = Second, Expiration = CacheEntryOptions.Forever },
        "Sliding (00:00:01)", "needs an Expiration that ends", "Set Expiration");

    [Fact]
    public Task Sliding_is_at_most_the_expiration() => Refused(
        new CacheEntryOptions { Sliding = 3 * Second, Expiration = 2 * Second },
        "Sliding", "at most Expiration (00:00:02)", "was 00:00:03", "Lengthen");

    [Fact]
    public Task Sliding_has_a_limit() => Refused(
        new CacheEntryOptions { Sliding = TimeSpan.FromDays(50), Expiration = TimeSpan.FromDays(60) },
        "Sliding must be at most", "50.00:00:00", "Use Expiration");

    [Fact]
    public Task The_soft_limit_is_at_most_the_hard_one() => Refused(
        new CacheEntryOptions { SoftTimeout = 3 * Second, HardTimeout = 2 * Second },
        "SoftTimeout must be at most HardTimeout (00:00:02)", "was 00:00:03", "Lengthen");

    [Fact]
    public Task A_life_of_null_needs_null_to_be_kept() => Refused(
        new CacheEntryOptions { Nulls = NullPolicy.Skip, NullExpiration = Second },
        "NullExpiration (00:00:01)", "Nulls is Skip", "Set Nulls to Cache");

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public Task A_share_lies_between_zero_and_one(double share) => Refused(
        new CacheEntryOptions { RefreshAfter = share }, "RefreshAfter", FormattableString.Invariant($"was {share}"), "0.8");

    [Theory]
    [InlineData(-1.0)]
    [InlineData(101.0)]
    [InlineData(double.NaN)]
    public Task An_early_refresh_lies_between_zero_and_a_hundred(double beta) => Refused(
        new CacheEntryOptions { EarlyRefresh = beta }, "EarlyRefresh", FormattableString.Invariant($"was {beta}"), "1 is a good");

    [Fact]
    public Task A_size_is_not_negative() =>
        Refused(new CacheEntryOptions { Size = -1 }, "Size must be zero or more", "was -1", "Leave it out");

    [Fact]
    public Task Tiers_are_made_of_their_bits() =>
        Refused(new CacheEntryOptions { Tiers = (CacheTiers)64 }, "Tiers", "was 64", "CacheTiers.All");

    [Fact]
    public Task A_raw_payload_has_no_place_for_tags() => Refused(
        new CacheEntryOptions { Payload = PayloadFormat.Raw, Tags = ["red"] }, "Tags (red) have no place in a raw payload", "leave Tags out");

    [Fact]
    public async Task Choices_must_exist()
    {
        await Refused(new CacheEntryOptions { Payload = (PayloadFormat)7 }, "Payload must be one of Envelope, Raw", "was 7");
        await Refused(new CacheEntryOptions { Nulls = (NullPolicy)7 }, "Nulls must be one of Cache, Skip", "was 7");
        await Refused(new CacheEntryOptions { OnTimeout = (TimedOutLoad)7 }, "OnTimeout must be one of", "was 7");
        await Refused(new CacheEntryOptions { Priority = (CachePriority)7 }, "Priority must be one of", "was 7");
        await Refused(new CacheEntryOptions { Context = (FactoryContext)7 }, "Context must be one of", "was 7");
    }

    [Fact]
    public async Task Tags_are_few_and_proper_texts()
    {
        string[] many = [.. Enumerable.Range(0, 65).Select(static i => $"tag {i}")];

        await Refused(new CacheEntryOptions { Tags = many }, "64 tags", "given 65", "fewer");
        await Refused(new CacheEntryOptions { Tags = [null!] }, "tag must not be null");
        await Refused(new CacheEntryOptions { Tags = [new string('t', 1_025)] }, "1024", "1025", "Use a shorter one");
        await Refused(new CacheEntryOptions { Tags = ["\ud800"] }, "half a surrogate pair at position 0", "whole characters");
    }

    [Fact]
    public async Task All_faults_are_told_at_once() => await Refused(
        new CacheEntryOptions { Expiration = -Second, Size = -1, RefreshAfter = 2 }, "Expiration", "Size", "RefreshAfter");

    [Fact]
    public async Task What_contradicts_the_cache_is_refused_as_well()
    {
        await using var test = new CacheUnderTest(entry: new CacheEntryOptions { HardTimeout = 2 * Second });

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => test.Load("value", new CacheEntryOptions { SoftTimeout = 3 * Second }));

        Assert.Contains("SoftTimeout must be at most HardTimeout", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cache_is_refused_with_all_faults_and_its_name()
    {
        var error = Assert.Throws<ArgumentException>(() => new CacheManager(new CacheManagerOptions
        {
            Default = new CacheOptions
            {
                MemoryMaxSize = 2,
                MemoryMaxBytes = 1,
                MemoryTtl = TimeSpan.Zero,
                RedisTtl = -Second,
                EvictionPolicy = (EvictionPolicy)77,
                MemoryPressureThreshold = 0,
                MaxConcurrentLoads = 0,
                MaxWaitingLoads = -1,
                MaxBackgroundRefreshes = 0,
                MaxKeysAtOnce = 0,
                MaxInvalidatedTags = 15,
                RedisDb = -1,
                Serializers = [null!],
                Compression = (PayloadCompression)9,
                CompressFromBytes = 0,
                MaxPayloadBytes = int.MaxValue,
                WarmingBatchSize = 0,
                RetryAttempts = 0,
                RetryDelay = -Second,
                Entry = new CacheEntryOptions { Size = -1 },
            },
            Named = new Dictionary<string, CacheOptions>(StringComparer.Ordinal)
            {
                ["default"] = new(),
                ["sick"] = new() { Entry = null! },
            },
            Time = null!,
            Loggers = null!,
        }));

        string[] told =
        [
            "MemoryMaxSize must be at least 3, but was 2", "MemoryMaxBytes", "MemoryTtl must be longer than zero", "RedisTtl",
            "EvictionPolicy", "but was 77", "MemoryPressureThreshold", "MaxConcurrentLoads", "MaxWaitingLoads",
            "MaxBackgroundRefreshes", "MaxKeysAtOnce", "MaxInvalidatedTags must be at least 16, but was 15", "RedisDb",
            "Serializers must not be null", "Compression must be one of Brotli, GZip, but was 9", "CompressFromBytes must be at least 1",
            "MaxPayloadBytes must be at most 536870912, but was 2147483647",
            "WarmingBatchSize", "RetryAttempts", "RetryDelay", "Size must be zero or more", "one is called \"default\"",
            "Cache \"sick\": Entry must not be null", "Time must not be null", "Loggers must not be null",
        ];
        Assert.All(told, sentence => Assert.Contains(sentence, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_presets_and_the_defaults_are_healthy()
    {
        Assert.Empty(new CacheOptions().Validate());
        Assert.Empty(CacheOptions.Development.Validate());
        Assert.Empty(CacheOptions.Production.Validate());
        Assert.Empty(new CacheManagerOptions().Validate());
    }

    private static async Task Refused(CacheEntryOptions options, params string[] told)
    {
        await using var test = new CacheUnderTest();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => test.Load("value", options));
        await Assert.ThrowsAsync<ArgumentException>(() => test.Cache.SetAsync(Key, "value", options).AsTask());

        Assert.Equal("options", error.ParamName);
        Assert.All(told, sentence => Assert.Contains(sentence, error.Message, StringComparison.Ordinal));
        Assert.Equal(0, test.Cache.Count);
    }
}
