using Larder.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Larder.Tests.Hosting;

public sealed class SettingFaultSpec
{
    [Theory]
    [InlineData("MemoryMaxSize", "many", "Larder:Cache:MemoryMaxSize must be a whole number, but was \"many\". Write digits only, such as 100.")]
    [InlineData("MemoryMaxSize", "1,000", "Larder:Cache:MemoryMaxSize must be a whole number, but was \"1,000\". Write digits only, such as 100.")]
    [InlineData("retry_attempts", "99999999999", "Larder:Cache:retry_attempts must be a whole number, but was \"99999999999\". Write digits only, such as 100.")]
    [InlineData("EnableStats", "maybe", "Larder:Cache:EnableStats must be true or false, but was \"maybe\". Write one of the two.")]
    [InlineData("MemoryTtl", "5 minutes", "Larder:Cache:MemoryTtl must be a time, but was \"5 minutes\". Write seconds, such as 300 or 0.5, a time such as 00:05:00, or forever.")]
    [InlineData("RedisTtl", "forever", "Larder:Cache:RedisTtl must be a time, but was \"forever\". Write seconds, such as 300 or 0.5, or a time such as 00:05:00.")]
    [InlineData("MemoryTtl", "1e300", "Larder:Cache:MemoryTtl must be a time, but was \"1e300\". Write seconds, such as 300 or 0.5, a time such as 00:05:00, or forever.")]
    [InlineData("MemoryPressureThreshold", "NaN", "Larder:Cache:MemoryPressureThreshold must be a number, but was \"NaN\". Write it like 0.8.")]
    [InlineData("Entry:Nulls", "0", "Larder:Cache:Entry:Nulls must be one of Cache, Skip, but was \"0\". Upper and lower case are the same.")]
    [InlineData("Entry:Tiers", "Memory;Shared", "Larder:Cache:Entry:Tiers must be one or more of None, ReadMemory, WriteMemory, Memory, ReadShared, WriteShared, Shared, All, but was \"Memory;Shared\". Put commas between them.")]
    [InlineData("Meter", "bytes", "Larder:Cache:Meter cannot be written as text. Set Meter in code, where the caches are added.")]
    [InlineData("MemoryTtl:Seconds", "5", "Larder:Cache:MemoryTtl is one value, but Larder:Cache:MemoryTtl:Seconds is below it. Write the value at Larder:Cache:MemoryTtl.")]
    [InlineData("Entry", "5", "Larder:Cache:Entry holds the settings of an entry, and is no value. Write one of them below it, such as Larder:Cache:Entry:Expiration.")]
    [InlineData("Entry:Tags:0:name", "x", "Larder:Cache:Entry:Tags is a list of texts, but Larder:Cache:Entry:Tags:0 has parts. Write Larder:Cache:Entry:Tags:0, Larder:Cache:Entry:Tags:1 and so on.")]
    [InlineData("memory_max_sze", "5", "Larder:Cache:memory_max_sze is no setting of a cache. Did you mean MemoryMaxSize?")]
    [InlineData("Entry:StaleOnError", "5", "Larder:Cache:Entry:StaleOnError is no setting of an entry. Did you mean StaleIfError?")]
    public async Task A_wrong_setting_is_told_with_its_place_the_rule_and_the_remedy(string key, string text, string expected)
    {
        var fault = Assert.Single(await Settings.FaultsOf(($"Larder:Cache:{key}", text)));

        Assert.Equal(expected, fault);
    }

    [Fact]
    public async Task One_setting_in_two_spellings_is_refused()
    {
        var fault = Assert.Single(await Settings.FaultsOf(("Larder:Cache:MemoryTtl", "5"), ("Larder:Cache:memory_ttl", "6")));

        Assert.Contains("are the same setting. Keep one of them.", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MemoryMaxSize", "MEMORY_MAX_SIZE")]
    [InlineData("memory_max_size", "MEMORYMAXSIZE")]
    public async Task A_later_source_wins_however_it_spells_a_setting(string file, string variable)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"Larder:Cache:{file}", "5000"), new("Larder:Caches:my_pets:memory_max_size", "50")])
            .AddInMemoryCollection([new($"LARDER:CACHE:{variable}", "777"), new("Larder:Caches:mypets:MemoryMaxSize", "60")])
            .Build();
        await using var container = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration).AddLarder().BuildServiceProvider();
        var caches = container.GetRequiredService<CacheManager>();

        Assert.Equal(777, caches.Default.Options.MemoryMaxSize);
        Assert.Equal(50, caches.GetCache("my_pets").Options.MemoryMaxSize); // two names of caches are two caches
        Assert.Equal(60, caches.GetCache("mypets").Options.MemoryMaxSize);
    }

    [Fact]
    public async Task Two_spellings_in_the_later_source_are_refused_as_well()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Larder:Cache:MemoryTtl", "5")])
            .AddInMemoryCollection([new("Larder:Cache:memory_ttl", "6"), new("Larder:Cache:Memory_Ttl_", "7")])
            .Build();
        await using var container = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration).AddLarder().BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => container.GetRequiredService<CacheManager>());
        Assert.Contains("are the same setting. Keep one of them.", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_that_hold_in_code_hold_in_configuration()
    {
        var faults = await Settings.FaultsOf(
            ("Larder:Cache:MemoryTtl", "-5"), ("Larder:Caches:products:Entry:RefreshAfter", "2"));

        Assert.Equal(3, faults.Count);
        Assert.StartsWith("Cache \"default\": MemoryTtl must be longer than zero, but was -00:00:05.", faults[0], StringComparison.Ordinal);
        Assert.StartsWith("Cache \"products\": MemoryTtl", faults[1], StringComparison.Ordinal);
        Assert.StartsWith("Cache \"products\": RefreshAfter is a share", faults[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slip_beside_the_caches_is_told_and_a_strange_section_is_not()
    {
        var faults = await Settings.FaultsOf(
            ("Larder:Chaches:products:MemoryTtl", "5"), ("Larder:Modules", "KeyValue"), ("Larder:Security:Anonymous", "Data"));

        Assert.Equal(["Larder:Chaches is no setting of Larder. Did you mean Caches?"], faults);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("DEFAULT")]
    public async Task The_default_cache_is_no_named_one(string name)
    {
        var fault = Assert.Single(await Settings.FaultsOf(($"Larder:Caches:{name}:MemoryTtl", "5")));

        Assert.Contains("Write them below Cache, not below Caches.", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_value_of_an_unknown_setting_is_never_told()
    {
        var fault = Assert.Single(await Settings.FaultsOf(("Larder:Cache:RedisPasword", "hunter2")));

        Assert.DoesNotContain("hunter2", fault, StringComparison.Ordinal);
        Assert.Contains("RedisPassword", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_read_from_a_section_of_ones_own()
    {
        await using var container = Settings.Container(
            larder => larder.UseConfiguration(Settings.Of(("Shop:Cache:MemoryMaxSize", "40")).GetSection("Shop")),
            ("Larder:Cache:MemoryMaxSize", "50"));

        Assert.Equal(40, container.GetRequiredService<LarderCache>().Options.MemoryMaxSize);
    }

    [Fact]
    public async Task Configuration_has_the_last_word_over_code()
    {
        await using var container = Settings.Container(
            larder => larder.Configure(options => options with { MemoryMaxSize = 40 }), ("Larder:Cache:MemoryMaxSize", "50"));

        Assert.Equal(50, container.GetRequiredService<LarderCache>().Options.MemoryMaxSize);
    }

    [Theory]
    [InlineData("memory_ttl", "MemoryTtl", 0)]
    [InlineData("MemoryTtll", "MemoryTtl", 1)]
    [InlineData("", "Cache", 5)]
    [InlineData("Chaches", "Caches", 1)]
    public void Names_are_as_far_apart_as_letters_must_change(string one, string other, int expected)
    {
        Assert.Equal(expected, SettingName.Distance(one, other));
        Assert.Equal(expected, SettingName.Distance(other, one));
    }
}
