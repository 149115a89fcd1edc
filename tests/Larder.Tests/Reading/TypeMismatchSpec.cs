namespace Larder.Tests.Reading;

/// <summary>One key, used with two types: a miss and a replacement, never a cast exception.</summary>
public sealed class TypeMismatchSpec
{
    private const string Key = CacheUnderTest.Key;

    [Fact]
    public async Task Every_look_up_is_a_miss()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync(Key, "text");

        Assert.False(test.Cache.TryGetLocal<int>(Key, out _));
        Assert.False((await test.Cache.TryGetAsync<int>(Key)).Found);
        Assert.Empty(await test.Cache.GetManyAsync<int>([Key]));
        Assert.Equal(3, test.Cache.GetStats().Misses);
        Assert.Equal(0, test.Cache.GetStats().Hits);
    }

    [Fact]
    public async Task A_base_type_is_another_type()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync(Key, "text");

        Assert.False(test.Cache.TryGetLocal<object>(Key, out _));
    }

    [Fact]
    public async Task Callers_of_another_type_load_apart_while_the_key_is_being_loaded()
    {
        await using var test = new CacheUnderTest();
        var texts = new Source<string>();
        var numbers = new Source<int>();
        var text = test.Ask(texts);
        var run = await texts.Run(1);

        var number = test.Ask(numbers);
        (await numbers.Run(1)).Answer(5);
        Assert.Equal(5, await number);
        run.Answer("text");

        Assert.Equal("text", await text);
        Assert.Equal("text", test.Held<string>());
    }

    [Fact]
    public async Task A_value_of_another_type_does_not_help_out()
    {
        await using var test = new CacheUnderTest();
        var options = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1), StaleIfError = TimeSpan.FromHours(1) };
        await test.Cache.SetAsync(Key, "text", options);
        test.Clock.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<IOException>(() => test.LoadBadly<int>(new IOException("down"), options));
    }

    [Fact]
    public async Task Counting_begins_at_zero_where_there_was_a_text()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync(Key, "text");

        Assert.Equal(3, await test.Cache.IncrementAsync(Key, 3));
    }

    [Fact]
    public async Task A_batch_replaces_it()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync(Key, "text");

        var found = await test.Cache.GetOrCreateManyAsync(
            [Key],
            0,
            static (_, keys, _) => new ValueTask<IReadOnlyDictionary<string, int>>(
                keys.ToDictionary(static key => key, static _ => 5, StringComparer.Ordinal)));

        Assert.Equal(5, found[Key]);
        Assert.Equal(5, test.Held<int>());
    }
}
