namespace Larder.Tests.Manager;

/// <summary>Caches of one kind of value under one kind of key.</summary>
public sealed class TypedCacheSpec
{
    private static readonly Guid One = Guid.Parse("550E8400-E29B-41D4-A716-446655440001");
    private static readonly Guid Two = Guid.Parse("550e8400-e29b-41d4-a716-446655440002");

    [Fact]
    public async Task S2_10_it_gets_and_sets_by_key_with_a_life_for_the_class_or_for_the_call()
    {
        await using var test = new CacheUnderTest();
        var cache = new TypedCache<int, string>(test.Manager, "name", TimeSpan.FromSeconds(10));

        Assert.Null(await cache.GetAsync(1));
        await cache.SetAsync(1, "of the class");
        await cache.SetAsync(2, "of the call", TimeSpan.FromSeconds(60));

        Assert.Equal("of the class", await cache.GetAsync(1));
        test.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(await cache.GetAsync(1));
        Assert.Equal("of the call", await cache.GetAsync(2));
        Assert.Equal(TimeSpan.FromSeconds(50), (await cache.TryGetAsync(2)).ExpiresIn);
    }

    [Fact]
    public async Task S2_11_without_a_life_it_lives_as_the_cache_says_and_with_zero_for_ever()
    {
        await using var test = new CacheUnderTest();
        var inherits = new TypedCache<int, string>(test.Manager, "inherits");
        var endless = new TypedCache<int, string>(test.Manager, "endless", TimeSpan.Zero);
        await inherits.SetAsync(1, "value");
        await inherits.SetAsync(2, "value", TimeSpan.Zero);
        await endless.SetAsync(1, "value");

        Assert.Equal(TimeSpan.FromSeconds(300), (await inherits.TryGetAsync(1)).ExpiresIn);
        Assert.Null((await inherits.TryGetAsync(2)).ExpiresIn);
        test.Clock.Advance(TimeSpan.FromDays(3_000));

        Assert.Null(await inherits.GetAsync(1));
        Assert.Equal("value", await inherits.GetAsync(2));
        Assert.Equal("value", await endless.GetAsync(1));
    }

    [Fact]
    public async Task S2_14_invalidating_removes_the_value()
    {
        await using var test = new CacheUnderTest();
        var cache = new TypedCache<int, string>(test.Manager, "name");
        await cache.SetAsync(1, "value");

        Assert.True(await cache.InvalidateAsync(1));
        Assert.False(await cache.InvalidateAsync(1));

        Assert.Null(await cache.GetAsync(1));
    }

    [Fact]
    public async Task S2_15_many_are_got_at_once_and_what_is_missing_is_left_out()
    {
        await using var test = new CacheUnderTest();
        var cache = new TypedCache<int, string>(test.Manager, "name");
        await cache.SetAsync(1, "one");
        await cache.SetAsync(3, "three");

        var found = await cache.GetManyAsync([1, 2, 3]);

        Assert.Equal("one", found[1]);
        Assert.Equal("three", found[3]);
        Assert.False(found.ContainsKey(2));
        Assert.Empty(await cache.GetManyAsync([]));
    }

    [Fact]
    public async Task S2_15_more_than_a_hundred_keys_are_refused_with_both_numbers()
    {
        await using var test = new CacheUnderTest();
        var cache = new TypedCache<int, string>(test.Manager, "name");
        int[] keys = [.. Enumerable.Range(0, 101)];

        var error = await Assert.ThrowsAsync<CacheValidationException>(() => cache.GetManyAsync(keys).AsTask());

        Assert.Contains("100", error.Message, StringComparison.Ordinal);
        Assert.Contains("101", error.Message, StringComparison.Ordinal);
        Assert.Empty(await cache.GetManyAsync(keys[..100]));
    }

    [Fact]
    public async Task S2_16_many_are_set_at_once()
    {
        await using var test = new CacheUnderTest();
        var cache = new TypedCache<int, string>(test.Manager, "name");

        var result = await cache.SetManyAsync(
            new Dictionary<int, string> { [1] = "one", [2] = "two" }, TimeSpan.FromSeconds(10));
        var none = await cache.SetManyAsync(new Dictionary<int, string>());

        Assert.True(result.Succeeded);
        Assert.True(none.Succeeded);
        Assert.Equal("two", await cache.GetAsync(2));
        Assert.Equal(TimeSpan.FromSeconds(10), (await cache.TryGetAsync(1)).ExpiresIn);
        Assert.Equal(2, test.Cache.GetStats().Sets);
    }

    [Fact]
    public async Task S2_16_more_than_a_hundred_values_are_refused_with_both_numbers_and_none_is_written()
    {
        await using var test = new CacheUnderTest();
        var cache = new TypedCache<int, string>(test.Manager, "name");
        var values = Enumerable.Range(0, 101).ToDictionary(static key => key, static key => $"{key}");

        var error = await Assert.ThrowsAsync<CacheValidationException>(() => cache.SetManyAsync(values).AsTask());

        Assert.Contains("100", error.Message, StringComparison.Ordinal);
        Assert.Contains("101", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, test.Cache.Count);
    }

    [Fact]
    public async Task S2_16_one_bad_key_lets_none_be_written()
    {
        await using var test = new CacheUnderTest();

        await Assert.ThrowsAsync<ArgumentException>(() => test.Cache.SetManyAsync(
            [KeyValuePair.Create("good", 1), KeyValuePair.Create("bad \ud800", 2)]).AsTask());

        Assert.Equal(0, test.Cache.Count);
    }

    [Theory]
    [InlineData(typeof(CacheSerializationException))]
    [InlineData(typeof(CacheDeserializationException))]
    [InlineData(typeof(CacheValidationException))]
    [InlineData(typeof(CacheConnectionException))]
    [InlineData(typeof(CacheCapacityException))]
    [InlineData(typeof(CacheOverloadedException))]
    [InlineData(typeof(CacheTimeoutException))]
    [InlineData(typeof(CacheLoadException))]
    public void S2_17_the_exceptions_are_a_family(Type exception)
    {
        var cause = new IOException("cause");

        var made = Assert.IsAssignableFrom<LarderException>(Activator.CreateInstance(exception, "what", cause));

        Assert.Equal("what", made.Message);
        Assert.Same(cause, made.InnerException);
        Assert.Equal("what", ((Exception)Activator.CreateInstance(exception, "what")!).Message);
        Assert.NotNull(Activator.CreateInstance(exception));
    }

    [Fact]
    public async Task S2_18_a_derived_cache_says_how_its_keys_are_written()
    {
        await using var test = new CacheUnderTest();
        var ids = new UserIds(test.Manager);

        await ids.SetAsync(One, 1);

        Assert.Equal("user:uuid-to-id:550e8400-e29b-41d4-a716-446655440001", ids.KeyOf(One));
        Assert.Equal(1, test.Held<int>(ids.KeyOf(One)));
        Assert.Equal(1, await ids.GetAsync(One));
        Assert.Equal(0, await ids.GetAsync(Two));
        Assert.False((await ids.TryGetAsync(Two)).Found);
    }

    [Fact]
    public async Task Keys_are_written_with_the_prefix_unless_the_cache_says_otherwise()
    {
        await using var test = new CacheUnderTest();

        Assert.Equal("name:7", new TypedCache<int, string>(test.Manager, "name").KeyOf(7));
        Assert.Equal("name:a b", new TypedCache<string, string>(test.Manager, "name").KeyOf("a b"));
    }

    [Fact]
    public async Task A_long_key_is_written_too_and_one_too_long_is_refused()
    {
        await using var test = new CacheUnderTest();
        var cache = new TypedCache<string, string>(test.Manager, "name");
        var fits = new string('k', 1_019);

        await cache.SetAsync(fits, "value");

        Assert.Equal("value", await cache.GetAsync(fits));
        await Assert.ThrowsAsync<ArgumentException>(() => cache.SetAsync(fits + "k", "value").AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => cache.SetAsync(new string('k', 100_000), "value").AsTask());
    }

    [Fact]
    public async Task A_cache_with_a_loader_loads_what_is_missing_once()
    {
        await using var test = new CacheUnderTest();
        var squares = new Squares(test.Manager);

        Assert.Equal("49", await squares.GetAsync(7));
        Assert.Equal("49", await squares.GetAsync(7));
        Assert.Equal(1, squares.Loads);
        var many = await squares.GetManyAsync([7, 8, 8]);

        Assert.Equal("49", many[7]);
        Assert.Equal("64", many[8]);
        Assert.Equal(2, squares.Loads);
        Assert.False((await squares.TryGetAsync(9)).Found);
    }

    [Fact]
    public async Task A_call_may_bring_its_own_factory()
    {
        await using var test = new CacheUnderTest();
        var ids = new UserIds(test.Manager);

        var made = await ids.GetOrCreateAsync(One, 5, static (state, key, context, _) =>
        {
            Assert.Equal("user:uuid-to-id:" + key, context.Key);
            return new ValueTask<int>(state);
        });

        Assert.Equal(5, made);
        Assert.Equal(5, await ids.GetAsync(One));
    }

    [Fact]
    public async Task Two_typed_caches_of_one_prefix_and_two_types_do_not_mix()
    {
        await using var test = new CacheUnderTest();
        var texts = new TypedCache<int, string>(test.Manager, "name");
        var numbers = new TypedCache<int, long>(test.Manager, "name");

        await texts.SetAsync(1, "text");

        Assert.Equal(0, await numbers.GetAsync(1));
    }

    [Fact]
    public async Task Who_overrides_the_loading_has_a_loader_and_his_heirs_too()
    {
        await using var test = new CacheUnderTest();

        Assert.Equal("9", await new Squares(test.Manager).GetAsync(3));
        Assert.Equal("9", await new HeirOfSquares(test.Manager, loads: true).GetAsync(3));
        Assert.Null(await new HeirOfSquares(test.Manager, loads: false).GetAsync(4));
        Assert.Null(await new TypedCache<int, string>(test.Manager, "none").GetAsync(3));
    }

    [Fact]
    public async Task A_factory_that_is_null_is_refused()
    {
        await using var test = new CacheUnderTest();
        var ids = new UserIds(test.Manager);

        await Assert.ThrowsAsync<ArgumentNullException>(() => ids.GetOrCreateAsync(One, 5, null!).AsTask());
    }
}
