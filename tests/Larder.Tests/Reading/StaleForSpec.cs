namespace Larder.Tests.Reading;

/// <summary>For a while after its time a value is still returned at once, while it is made anew.</summary>
public sealed class StaleForSpec
{
    private const string Key = CacheUnderTest.Key;

    private static readonly CacheEntryOptions Relaxed = new()
    {
        Expiration = TimeSpan.FromSeconds(10),
        StaleFor = TimeSpan.FromSeconds(60),
        ErrorRetryAfter = TimeSpan.FromSeconds(5),
    };

    [Fact]
    public async Task A_stale_value_is_returned_at_once_and_replaced_in_the_background()
    {
        await using var test = await WithStale();
        var source = new Source<string>();

        var hit = test.Ask(source, Relaxed);
        Assert.True(hit.IsCompletedSuccessfully);
        Assert.Equal("first", await hit);
        (await source.Run(1)).Answer("second");
        await test.WhenQuiet();

        Assert.Equal("second", test.Held<string>());
        Assert.Equal(1, test.Cache.GetStats().StaleHits);
    }

    [Fact]
    public async Task After_the_window_callers_wait_for_a_new_value()
    {
        await using var test = await WithStale();
        test.Clock.Advance(TimeSpan.FromSeconds(60));
        var source = new Source<string>();

        var load = test.Ask(source, Relaxed);
        Assert.False(load.IsCompleted);
        (await source.Run(1)).Answer("second");

        Assert.Equal("second", await load);
    }

    [Fact]
    public async Task A_caller_with_a_shorter_window_waits_when_his_own_is_over()
    {
        await using var test = await WithStale();
        test.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal("second", await test.Load("second", Relaxed with { StaleFor = TimeSpan.FromSeconds(15) }));
    }

    [Fact]
    public async Task A_look_up_returns_it_only_to_a_caller_who_wants_it()
    {
        await using var test = await WithStale();

        var plain = await test.Cache.TryGetAsync<string>(Key);
        var relaxed = await test.Cache.TryGetAsync<string>(Key, Relaxed);

        Assert.False(plain.Found);
        Assert.True(relaxed is { Found: true, IsStale: true, Value: "first" });
        Assert.Equal(TimeSpan.Zero, relaxed.ExpiresIn);
        Assert.False(test.Cache.TryGetLocal<string>(Key, out _));
        Assert.False(await test.Cache.ExistsAsync(Key));
    }

    [Fact]
    public async Task A_source_that_is_down_is_not_asked_at_every_hit()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        await test.Ask(source, Relaxed);
        (await source.Run(1)).Fail(new IOException("down"));
        await test.WhenQuiet();

        for (var i = 0; i < 20; i++) Assert.Equal("first", await test.Ask(source, Relaxed));
        Assert.Equal(1, source.Runs);
        test.Clock.Advance(TimeSpan.FromSeconds(5));
        await test.Ask(source, Relaxed);
        (await source.Run(2)).Answer("second");
        await test.WhenQuiet();

        Assert.Equal("second", test.Held<string>());
    }

    [Fact]
    public async Task A_value_that_was_expired_is_not_returned_at_once()
    {
        await using var test = new CacheUnderTest();
        await test.Load("first", Relaxed);
        await test.Cache.ExpireAsync(Key);

        Assert.False((await test.Cache.TryGetAsync<string>(Key, Relaxed)).Found);
        Assert.Equal("second", await test.Load("second", Relaxed));
    }

    [Fact]
    public async Task A_value_that_was_expired_while_stale_is_not_returned_at_once_either()
    {
        await using var test = await WithStale();
        await test.Cache.ExpireAsync(Key);

        Assert.Equal("second", await test.Load("second", Relaxed));
    }

    [Fact]
    public async Task A_value_whose_tag_was_expired_is_not_returned_at_once()
    {
        await using var test = new CacheUnderTest();
        var options = Relaxed with { Tags = ["red"] };
        await test.Load("first", options);
        await test.Cache.ExpireByTagAsync("red");

        Assert.Equal("second", await test.Load("second", options));
    }

    [Fact]
    public async Task Many_keys_at_once_are_not_served_stale()
    {
        await using var test = await WithStale();

        var found = await test.Cache.GetOrCreateManyAsync(
            [Key],
            0,
            static (_, keys, _) => new ValueTask<IReadOnlyDictionary<string, string>>(
                keys.ToDictionary(static key => key, static _ => "second", StringComparer.Ordinal)),
            Relaxed);

        Assert.Equal("second", found[Key]);
    }

    private static async Task<CacheUnderTest> WithStale()
    {
        var test = new CacheUnderTest();
        await test.Load("first", Relaxed);
        test.Clock.Advance(TimeSpan.FromSeconds(11));
        return test;
    }
}
