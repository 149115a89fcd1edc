namespace Larder.Tests.Reading;

/// <summary>Values that live on while they are used, and never past their expiration.</summary>
public sealed class SlidingSpec
{
    private const string Key = CacheUnderTest.Key;

    private static readonly CacheEntryOptions Sliding = new()
    {
        Expiration = TimeSpan.FromSeconds(60),
        Sliding = TimeSpan.FromSeconds(10),
    };

    private static readonly CacheEntryOptions SlidingThenStale = Sliding with { StaleIfError = TimeSpan.FromSeconds(30) };

    public static TheoryData<bool> WithAndWithoutWindow() => [false, true];

    [Theory]
    [MemberData(nameof(WithAndWithoutWindow))]
    public async Task An_access_prolongs_the_life(bool hasWindow)
    {
        await using var test = new CacheUnderTest();
        await test.Load("value", Options(hasWindow));

        for (var i = 0; i < 5; i++)
        {
            test.Clock.Advance(TimeSpan.FromSeconds(9));
            Assert.Equal("value", test.Held<string>());
        }
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutWindow))]
    public async Task Without_one_the_life_ends(bool hasWindow)
    {
        await using var test = new CacheUnderTest();
        await test.Load("value", Options(hasWindow));

        test.Clock.Advance(TimeSpan.FromSeconds(10.2));

        Assert.Null(test.Held<string>());
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutWindow))]
    public async Task No_access_prolongs_it_past_the_expiration(bool hasWindow)
    {
        await using var test = new CacheUnderTest();
        await test.Load("value", Options(hasWindow));

        for (var i = 0; i < 11; i++)
        {
            test.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal("value", test.Held<string>());
        }

        test.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(test.Held<string>());
    }

    [Fact]
    public async Task A_look_at_whether_it_exists_is_no_access()
    {
        await using var test = new CacheUnderTest();
        await test.Load("value", Sliding);

        test.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.True(await test.Cache.ExistsAsync(Key));
        test.Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Null(test.Held<string>());
    }

    [Fact]
    public async Task When_its_life_has_ended_it_helps_out_within_the_window()
    {
        await using var test = new CacheUnderTest();
        await test.Load("value", SlidingThenStale);
        test.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("value", test.Held<string>());

        test.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(test.Held<string>());

        Assert.Equal("value", await test.LoadBadly<string>(new IOException("down"), SlidingThenStale));
    }

    [Fact]
    public async Task An_expiry_is_not_undone_by_an_access()
    {
        await using var test = new CacheUnderTest();
        await test.Load("value", SlidingThenStale);

        await test.Cache.ExpireAsync(Key);

        Assert.Null(test.Held<string>());
        Assert.Null(test.Held<string>());
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutWindow))]
    public async Task The_time_left_is_what_it_has_without_another_access(bool hasWindow)
    {
        await using var test = new CacheUnderTest();
        await test.Load("value", Options(hasWindow));

        Assert.Equal(TimeSpan.FromSeconds(10), (await test.Cache.TryGetAsync<string>(Key)).ExpiresIn);
        for (var i = 0; i < 7; i++)
        {
            test.Clock.Advance(TimeSpan.FromSeconds(8));
            await test.Cache.TryGetAsync<string>(Key);
        }

        Assert.Equal(TimeSpan.FromSeconds(4), (await test.Cache.TryGetAsync<string>(Key)).ExpiresIn);
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutWindow))]
    public async Task A_share_of_its_longest_life_after_which_it_is_refreshed_counts_as_well(bool hasWindow)
    {
        await using var test = new CacheUnderTest();
        var options = Options(hasWindow) with { RefreshAfter = 0.5 };
        await test.Load("first", options);
        for (var i = 0; i < 3; i++)
        {
            test.Clock.Advance(TimeSpan.FromSeconds(9));
            Assert.Equal("first", await test.Load("early", options));
        }

        Assert.Equal(0, test.Cache.GetStats().Refreshes);
        test.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("first", await test.Load("second", options));

        Assert.Equal(1, test.Cache.GetStats().Refreshes);
        await Eventually.IsTrue("the refresh has brought its value", () => test.Held<string>() == "second");
    }

    private static CacheEntryOptions Options(bool hasWindow) => hasWindow ? SlidingThenStale : Sliding;
}
