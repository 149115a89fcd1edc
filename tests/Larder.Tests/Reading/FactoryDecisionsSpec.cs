namespace Larder.Tests.Reading;

/// <summary>What a factory may decide about the entry that it makes.</summary>
public sealed class FactoryDecisionsSpec
{
    private const string Key = CacheUnderTest.Key;

    private static readonly CacheEntryOptions Short = new()
    {
        Expiration = TimeSpan.FromSeconds(10),
        StaleFor = TimeSpan.FromHours(1),
    };

    [Fact]
    public async Task It_may_shorten_the_life()
    {
        await using var test = new CacheUnderTest();

        await Make(test, static context => context.Expiration = TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(3), (await test.Cache.TryGetAsync<string>(Key)).ExpiresIn);
    }

    [Fact]
    public async Task It_may_lengthen_the_life()
    {
        await using var test = new CacheUnderTest();

        await Make(test, static context => context.Expiration = TimeSpan.FromDays(3));

        Assert.Equal(TimeSpan.FromDays(3), (await test.Cache.TryGetAsync<string>(Key)).ExpiresIn);
    }

    [Fact]
    public async Task It_may_give_memory_a_shorter_life()
    {
        await using var test = new CacheUnderTest();

        await Make(test, static context =>
        {
            context.Expiration = TimeSpan.FromDays(3);
            context.LocalExpiration = TimeSpan.FromSeconds(3);
        });

        Assert.Equal(TimeSpan.FromSeconds(3), (await test.Cache.TryGetAsync<string>(Key)).ExpiresIn);
    }

    [Fact]
    public async Task A_life_in_memory_never_outlasts_the_whole()
    {
        await using var test = new CacheUnderTest();

        await Make(test, static context =>
        {
            context.Expiration = TimeSpan.FromSeconds(3);
            context.LocalExpiration = TimeSpan.FromDays(3);
        });

        Assert.Equal(TimeSpan.FromSeconds(3), (await test.Cache.TryGetAsync<string>(Key)).ExpiresIn);
    }

    [Fact]
    public async Task It_may_open_a_window_for_stale_uses()
    {
        await using var test = new CacheUnderTest();
        await Make(test, static context => context.StaleIfError = TimeSpan.FromHours(1));
        test.Clock.Advance(TimeSpan.FromMinutes(30));

        var helped = await test.LoadBadly<string>(
            new IOException("down"), new CacheEntryOptions { StaleIfError = TimeSpan.FromHours(1) });

        Assert.Equal("value", helped);
    }

    [Fact]
    public async Task It_may_let_the_life_slide()
    {
        await using var test = new CacheUnderTest();
        await Make(test, static context => context.Sliding = TimeSpan.FromSeconds(2));

        test.Clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal("value", test.Held<string>());
        test.Clock.Advance(TimeSpan.FromSeconds(2.1));

        Assert.Null(test.Held<string>());
    }

    [Fact]
    public async Task It_may_say_what_the_entry_weighs()
    {
        await using var test = new CacheUnderTest(new CacheOptions { MemoryMaxBytes = 10_000 });

        await Make(test, static context => context.Size = 42);

        Assert.Equal(42, test.Cache.GetStats().Size);
    }

    [Fact]
    public async Task It_may_add_tags_and_repeat_them()
    {
        await using var test = new CacheUnderTest();
        await Make(
            test,
            static context =>
            {
                context.Tags.Add("red");
                context.Tags.Add("red");
                context.Tags.Add("round");
            },
            new CacheEntryOptions { Tags = ["round"] });

        await test.Cache.RemoveByTagAsync("red");

        Assert.Null(test.Held<string>());
    }

    [Fact]
    public async Task Too_many_tags_fail_the_load_with_a_sentence()
    {
        await using var test = new CacheUnderTest();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => Make(test, static context =>
        {
            for (var i = 0; i <= CacheEntryOptions.MostTags; i++) context.Tags.Add($"tag {i}");
        }));

        Assert.Contains("64 tags, but was given 65", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, test.Cache.Count);
    }

    [Fact]
    public async Task What_it_does_not_want_cached_reaches_every_caller_and_is_not_kept()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var first = test.Ask(source);
        var run = await source.Run(1);
        var second = test.Ask(source);
        run.Context.DoNotCache();
        run.Answer("once");

        Assert.Equal("once", await first);
        Assert.Equal("once", await second);
        Assert.Equal(0, test.Cache.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_life_of_nothing_is_refused_with_a_remedy(int seconds)
    {
        await using var test = new CacheUnderTest();

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => test.Cache.GetOrCreateAsync(
            Key,
            seconds,
            static (it, context, _) =>
            {
                context.Expiration = TimeSpan.FromSeconds(it);
                return new ValueTask<string>("value");
            }).AsTask());

        Assert.Contains("DoNotCache", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_sees_the_stale_value_and_what_the_source_called_it()
    {
        await using var test = await WithStale();

        var seen = await test.Cache.GetOrCreateAsync(
            Key,
            0,
            static (_, context, _) =>
            {
                Assert.True(context.HasStale);
                Assert.True(context.TryGetStale<string>(out var stale));
                Assert.False(context.TryGetStale<int>(out int _));
                return new ValueTask<string>($"{stale} {context.ETag} {context.Key}");
            },
            Short with { StaleFor = TimeSpan.Zero });

        Assert.Equal("value v1 key", seen);
    }

    [Fact]
    public async Task A_value_that_is_still_true_is_kept_for_another_term()
    {
        await using var test = await WithStale();
        var options = Short with { StaleFor = TimeSpan.Zero };

        var kept = await test.Cache.GetOrCreateAsync(
            Key, 0, static (_, context, _) => { context.KeepStale(); return new ValueTask<string>("ignored"); }, options);

        Assert.Equal("value", kept);
        Assert.Equal("value", test.Held<string>());
        Assert.Equal(TimeSpan.FromSeconds(10), (await test.Cache.TryGetAsync<string>(Key)).ExpiresIn);
    }

    [Fact]
    public async Task There_must_be_a_value_to_be_kept()
    {
        await using var test = new CacheUnderTest();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Make(test, static context => context.KeepStale()));

        Assert.Contains("HasStale", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_want_it_kept_in_memory_is_overruled_by_a_follower_who_does()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var reader = test.Ask(source, new CacheEntryOptions { Tiers = CacheTiers.ReadMemory });
        var run = await source.Run(1);
        var keeper = test.Ask(source);
        run.Answer("value");
        await reader;
        await keeper;

        Assert.Equal("value", test.Held<string>());
    }

    [Fact]
    public async Task Alone_he_keeps_nothing()
    {
        await using var test = new CacheUnderTest();

        await test.Load("value", new CacheEntryOptions { Tiers = CacheTiers.ReadMemory });

        Assert.Equal(0, test.Cache.Count);
    }

    private static async Task<CacheUnderTest> WithStale()
    {
        var test = new CacheUnderTest();
        await Make(test, static context => context.ETag = "v1", Short);
        test.Clock.Advance(TimeSpan.FromSeconds(11));
        return test;
    }

    private static Task<string> Make(
        CacheUnderTest test, Action<CacheEntryContext> decide, CacheEntryOptions? options = null) =>
        test.Cache.GetOrCreateAsync(
            Key,
            decide,
            static (it, context, _) =>
            {
                it(context);
                return new ValueTask<string>("value");
            },
            options).AsTask();
}
