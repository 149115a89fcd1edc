namespace Larder.Tests.Reading;

/// <summary>Who may have a value whose tag was removed while it was being loaded.</summary>
[Collection(nameof(EpochAlone))]
public sealed class TagsDuringLoadSpec
{
    private const string Key = CacheUnderTest.Key;
    private static readonly CacheEntryOptions Tagged = new() { Tags = ["red"] };

    [Fact]
    public async Task A_follower_after_the_removal_begins_a_load_of_its_own_when_the_tags_are_known_beforehand()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var early = test.Ask(source, Tagged);
        var first = await source.Run(1);

        await test.Cache.RemoveByTagAsync("red");
        var late = test.Ask(source, Tagged);
        var second = await source.Run(2);
        first.Answer("old");
        Assert.Equal("old", await early);
        second.Answer("new");

        Assert.Equal("new", await late);
        Assert.Equal("new", test.Held<string>());
    }

    [Fact]
    public async Task A_follower_after_the_removal_begins_anew_when_the_factory_turns_out_to_have_chosen_the_tag()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var early = test.Ask(source);
        var first = await source.Run(1);

        await test.Cache.RemoveByTagAsync("red");
        var late = test.Ask(source);
        first.Context.Tags.Add("red");
        first.Answer("old");
        Assert.Equal("old", await early);
        (await source.Run(2)).Answer("new");

        Assert.Equal("new", await late);
        Assert.Equal("new", test.Held<string>());
    }

    [Fact]
    public async Task A_follower_before_the_removal_gets_the_value_when_the_factory_chose_the_tag()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var leader = test.Ask(source);
        var run = await source.Run(1);
        var follower = test.Ask(source);

        await test.Cache.RemoveByTagAsync("red");
        run.Context.Tags.Add("red");
        run.Answer("old");

        Assert.Equal("old", await leader);
        Assert.Equal("old", await follower);
        Assert.False(test.Cache.TryGetLocal<string>(Key, out _));
    }

    [Fact]
    public async Task A_tag_that_was_removed_before_the_load_began_takes_nothing_from_it()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.RemoveByTagAsync("red");

        await test.Load("value", Tagged);

        Assert.Equal("value", test.Held<string>());
    }

    [Fact]
    public async Task A_value_that_was_removed_with_its_tag_is_no_stale_value_for_the_next_factory()
    {
        await using var test = new CacheUnderTest();
        await test.Load("old", Tagged with { StaleIfError = TimeSpan.FromHours(1) });
        await test.Cache.RemoveByTagAsync("red");

        var hadStale = await test.Cache.GetOrCreateAsync(
            Key, 0, static (_, context, _) => new ValueTask<bool>(context.HasStale));

        Assert.False(hadStale);
    }

    [Fact]
    public async Task A_value_that_was_expired_with_its_tag_helps_out_when_its_factory_fails()
    {
        await using var test = new CacheUnderTest();
        var options = Tagged with { StaleIfError = TimeSpan.FromHours(1) };
        await test.Load("old", options);

        await test.Cache.ExpireByTagAsync("red");

        Assert.False(test.Cache.TryGetLocal<string>(Key, out _));
        Assert.Equal("old", await test.LoadBadly<string>(new IOException("down"), options));
    }

    [Fact]
    public async Task A_value_that_was_removed_with_its_tag_does_not_help_out()
    {
        await using var test = new CacheUnderTest();
        var options = Tagged with { StaleIfError = TimeSpan.FromHours(1), StaleFor = TimeSpan.FromHours(1) };
        await test.Load("old", options);

        await test.Cache.RemoveByTagAsync("red");

        await Assert.ThrowsAsync<IOException>(() => test.LoadBadly<string>(new IOException("down"), options));
    }

    [Fact]
    public async Task A_stale_value_that_stands_in_goes_with_its_tag()
    {
        await using var test = new CacheUnderTest();
        var options = Tagged with { Expiration = TimeSpan.FromSeconds(1), StaleIfError = TimeSpan.FromHours(1) };
        await test.Load("old", options);
        test.Clock.Advance(TimeSpan.FromSeconds(2));
        await test.LoadBadly<string>(new IOException("down"), options);

        await test.Cache.RemoveByTagAsync("red");

        Assert.Equal("new", await test.Load("new", options));
    }

    [Fact]
    public async Task A_fallback_that_stands_in_goes_with_the_tags_of_the_options()
    {
        await using var test = new CacheUnderTest();
        var options = Tagged with { StaleIfError = TimeSpan.FromHours(1) };
        await test.Cache.GetOrCreateAsync(
            Key,
            0,
            static ValueTask<string> (_, context, _) => { context.FallBackTo("fallback"); throw new IOException("down"); },
            options);

        await test.Cache.RemoveByTagAsync("red");

        Assert.Equal("new", await test.Load("new", options));
    }

    [Fact]
    public async Task A_kept_value_keeps_the_tags_that_its_factory_chose()
    {
        await using var test = new CacheUnderTest();
        var options = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1), StaleFor = TimeSpan.FromHours(1) };
        await test.Cache.GetOrCreateAsync(
            Key,
            0,
            static (_, context, _) => { context.Tags.Add("red"); return new ValueTask<string>("value"); },
            options);
        await test.Cache.ExpireAsync(Key);
        await test.Cache.GetOrCreateAsync(
            Key, 0, static (_, context, _) => { context.KeepStale(); return new ValueTask<string>("ignored"); }, options);
        Assert.Equal("value", test.Held<string>());

        await test.Cache.RemoveByTagAsync("red");

        Assert.False(test.Cache.TryGetLocal<string>(Key, out _));
    }
}
