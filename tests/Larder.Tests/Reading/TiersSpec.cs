namespace Larder.Tests.Reading;

/// <summary>Which tiers are read: the call's word over the cache's.</summary>
public sealed class TiersSpec
{
    private const string Key = CacheUnderTest.Key;

    private static readonly CacheEntryOptions NotFromMemory = new() { Tiers = CacheTiers.All & ~CacheTiers.ReadMemory };
    private static readonly CacheEntryOptions FromAll = new() { Tiers = CacheTiers.All };

    [Fact]
    public async Task A_cache_that_does_not_read_memory_loads_each_time_and_counts_one_miss_for_it()
    {
        await using var test = new CacheUnderTest(entry: NotFromMemory);

        Assert.Equal("one", await test.Load("one"));
        Assert.Equal("two", await test.Load("two"));

        Assert.False((await test.Cache.TryGetAsync<string>(Key)).Found);
        Assert.True(test.Cache.GetStats() is { Hits: 0, Misses: 3, Loads: 2 });
    }

    [Fact]
    public async Task A_call_that_does_finds_there_what_others_wrote()
    {
        await using var test = new CacheUnderTest(entry: NotFromMemory);
        await test.Load("one");

        Assert.Equal("one", await test.Load("two", FromAll));
        Assert.Equal("one", (await test.Cache.TryGetAsync<string>(Key, FromAll)).Value);
        Assert.True(test.Cache.GetStats() is { Hits: 2, Misses: 1, Loads: 1, Refreshes: 0 });
    }

    [Fact]
    public async Task A_typed_cache_heeds_its_options_as_well()
    {
        await using var test = new CacheUnderTest();
        var names = new TypedCache<int, string>(test.Manager, "name", options: NotFromMemory);
        await names.SetAsync(1, "ada");

        Assert.Null(await names.GetAsync(1));
        Assert.False((await names.TryGetAsync(1)).Found);
        Assert.True(test.Cache.GetStats() is { Hits: 0, Misses: 2 });
    }
}
