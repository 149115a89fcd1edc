namespace Larder.Tests.Reading;

/// <summary>Null as a value.</summary>
public sealed class NullPolicySpec
{
    private const string Key = CacheUnderTest.Key;
    private static readonly CacheEntryOptions Skip = new() { Nulls = NullPolicy.Skip };

    [Fact]
    public async Task Null_is_kept_like_any_other_value()
    {
        await using var test = new CacheUnderTest();

        Assert.Null(await test.Load<string?>(null));

        Assert.Null(await test.Load<string?>("not asked for"));
        var seen = await test.Cache.TryGetAsync<string?>(Key);
        Assert.True(seen is { Found: true, Value: null });
        Assert.True(test.Cache.TryGetLocal<string?>(Key, out var value));
        Assert.Null(value);
    }

    [Fact]
    public async Task Null_can_have_a_life_of_its_own()
    {
        await using var test = new CacheUnderTest();
        var options = new CacheEntryOptions { Expiration = TimeSpan.FromHours(1), NullExpiration = TimeSpan.FromSeconds(5) };
        await test.Load<string?>(null, options);

        test.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Null(await test.Load<string?>("too early", options));
        test.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("there", await test.Load<string?>("there", options));
        test.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("there", test.Held<string?>());
    }

    [Fact]
    public async Task Null_that_is_skipped_is_returned_and_not_kept()
    {
        await using var test = new CacheUnderTest();

        Assert.Null(await test.Load<string?>(null, Skip));

        Assert.Equal(0, test.Cache.Count);
        Assert.Equal("there", await test.Load<string?>("there", Skip));
    }

    [Fact]
    public async Task A_source_that_says_null_ends_the_stale_copy()
    {
        await using var test = new CacheUnderTest();
        var options = Skip with { Expiration = TimeSpan.FromSeconds(1), StaleIfError = TimeSpan.FromHours(1) };
        await test.Load<string?>("old", options);
        test.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(await test.Load<string?>(null, options));

        await Assert.ThrowsAsync<IOException>(() => test.LoadBadly<string?>(new IOException("down"), options));
    }

    [Fact]
    public async Task Setting_null_that_is_skipped_removes_what_was_there()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync(Key, "old");

        var result = await test.Cache.SetAsync<string?>(Key, null, Skip);

        Assert.Equal(CacheTiers.None, result.Written);
        Assert.True(result.Succeeded);
        Assert.Equal(0, test.Cache.Count);
    }

    [Fact]
    public async Task Defaults_of_value_types_are_no_nulls()
    {
        await using var test = new CacheUnderTest();

        await test.Load(0, Skip);

        Assert.Equal(1, test.Cache.Count);
    }
}
