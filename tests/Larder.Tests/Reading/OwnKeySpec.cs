namespace Larder.Tests.Reading;

/// <summary>A factory that asks the cache for the key it is making would wait for itself.</summary>
public sealed class OwnKeySpec
{
    private const string Key = CacheUnderTest.Key;

    private static readonly CacheEntryOptions Detached = new() { Context = FactoryContext.Detach };

    public static TheoryData<FactoryContext> Contexts() => [.. Enum.GetValues<FactoryContext>()];

    [Fact]
    public async Task Asking_for_it_throws_a_sentence()
    {
        await using var test = new CacheUnderTest();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => test.Cache.GetOrCreateAsync(
            Key, test, static async (it, _, _) => await it.Load("inner")).AsTask());

        Assert.Contains("\"key\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("would wait for itself", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, test.Cache.Count);
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public async Task So_does_asking_for_it_by_way_of_another_key(FactoryContext context)
    {
        await using var test = new CacheUnderTest();
        var options = new CacheEntryOptions { Context = context };

        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Cache.GetOrCreateAsync(
            "a",
            (test, options),
            static async (it, _, token) => await it.test.Cache.GetOrCreateAsync(
                "b", it, static async (that, _, _) => await that.test.Load("inner", that.options, "a"), it.options, token),
            options).AsTask());
    }

    [Fact]
    public async Task So_does_asking_for_it_among_many_and_the_others_can_be_loaded_afterwards()
    {
        await using var test = new CacheUnderTest();

        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Cache.GetOrCreateAsync(
            Key, test, static async (it, _, _) => (await Many(it, "other", Key))[Key]).AsTask());

        Assert.Equal("value", await test.Load("value", key: "other"));
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public async Task Other_keys_may_be_asked_for(FactoryContext context)
    {
        await using var test = new CacheUnderTest();
        var options = new CacheEntryOptions { Context = context };

        var value = await test.Cache.GetOrCreateAsync(
            "outer",
            (test, options),
            static async (it, _, _) => $"outer of {await it.test.Load("inner", it.options, "inner")}",
            options);

        Assert.Equal("outer of inner", value);
        Assert.Equal("inner", test.Held<string>("inner"));
    }

    [Fact]
    public async Task The_same_key_of_another_cache_may_be_asked_for()
    {
        await using var one = new CacheUnderTest();
        await using var two = new CacheUnderTest();

        var value = await one.Cache.GetOrCreateAsync(Key, two, static async (it, _, _) => await it.Load("of two"));

        Assert.Equal("of two", value);
    }

    [Fact]
    public async Task The_key_may_be_looked_up_and_set()
    {
        await using var test = new CacheUnderTest();

        await test.Cache.GetOrCreateAsync(Key, test, static async (it, _, token) =>
        {
            Assert.False((await it.Cache.TryGetAsync<string>(Key, null, token)).Found);
            await it.Cache.SetAsync(Key, "set", options: null, token);
            return "made";
        });

        Assert.Equal("set", test.Held<string>());
    }

    [Fact]
    public async Task Work_that_the_factory_left_running_may_ask_for_the_key_later()
    {
        await using var test = new CacheUnderTest();
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string>? left = null;
        await test.Cache.GetOrCreateAsync(Key, 0, (_, _, _) =>
        {
            left = Later();
            return new ValueTask<string>("made");
        });
        await test.Remove();

        goOn.SetResult();

        Assert.Equal("later", await left!);

        async Task<string> Later()
        {
            await goOn.Task;
            return await test.Load("later");
        }
    }

    [Fact]
    public async Task A_detached_factory_is_detected_as_well()
    {
        await using var test = new CacheUnderTest();

        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Cache.GetOrCreateAsync(
            Key, test, static async (it, _, _) => await it.Load("inner", Detached), Detached).AsTask());
    }

    private static ValueTask<IReadOnlyDictionary<string, string>> Many(CacheUnderTest test, params string[] keys) =>
        test.Cache.GetOrCreateManyAsync(
            keys,
            0,
            static (_, missing, _) => new ValueTask<IReadOnlyDictionary<string, string>>(
                missing.ToDictionary(static key => key, static key => $"of {key}", StringComparer.Ordinal)));
}
