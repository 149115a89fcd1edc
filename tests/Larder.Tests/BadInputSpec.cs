namespace Larder.Tests;

/// <summary>Keys, tags and patterns that break a rule are refused with the value, the rule and the remedy.</summary>
public sealed class BadInputSpec
{
    public static TheoryData<string, Func<LarderCache, string, Task>> CallsByKey() => new()
    {
        { "get or create", static (cache, key) => cache.GetOrCreateAsync(key, 0, static (_, _, _) => new ValueTask<int>(1)).AsTask() },
        { "get", static (cache, key) => cache.TryGetAsync<int>(key).AsTask() },
        { "get many", static (cache, key) => cache.GetManyAsync<int>([key]).AsTask() },
        { "set", static (cache, key) => cache.SetAsync(key, 1).AsTask() },
        { "set many", static (cache, key) => cache.SetManyAsync([KeyValuePair.Create(key, 1)]).AsTask() },
        { "update", static (cache, key) => cache.TryUpdateAsync(key, 0, 1).AsTask() },
        { "increment", static (cache, key) => cache.IncrementAsync(key).AsTask() },
        { "remove", static (cache, key) => cache.RemoveAsync(key).AsTask() },
        { "remove many", static (cache, key) => cache.RemoveManyAsync([key]).AsTask() },
        { "expire", static (cache, key) => cache.ExpireAsync(key).AsTask() },
        { "exists", static (cache, key) => cache.ExistsAsync(key).AsTask() },
        {
            "get or create many",
            static (cache, key) => cache.GetOrCreateManyAsync(
                [key],
                0,
                static (_, _, _) => ValueTask.FromResult<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>())).AsTask()
        },
    };

    [Theory]
    [MemberData(nameof(CallsByKey))]
    public async Task A_key_must_not_be_null(string call, Func<LarderCache, string, Task> make) =>
        await Refused<ArgumentNullException>(call, make, null!, "key must not be null", "Pass a ");

    [Theory]
    [MemberData(nameof(CallsByKey))]
    public async Task A_key_may_have_1024_characters(string call, Func<LarderCache, string, Task> make) =>
        await Refused<ArgumentException>(call, make, new string('k', 1_025), "1024", "1025", "kkkk", "Use a shorter one");

    [Theory]
    [MemberData(nameof(CallsByKey))]
    public async Task A_key_is_valid_Unicode(string call, Func<LarderCache, string, Task> make)
    {
        await Refused<ArgumentException>(call, make, "ab\udc00c", "half a surrogate pair at position 2", "whole characters");
        await Refused<ArgumentException>(call, make, "abc\ud83d", "position 3");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\0")]
    [InlineData("a/b:c*[d]")]
    [InlineData("\ud83d\ude00")]
    public async Task Any_other_text_is_a_key(string key)
    {
        await using var test = new CacheUnderTest();

        await test.Cache.SetAsync(key, "value");
        await test.Cache.SetAsync(new string('k', 1_024), "value");

        Assert.Equal("value", test.Held<string>(key));
        Assert.Equal(2, test.Cache.Count);
    }

    [Fact]
    public async Task Keys_compare_character_by_character()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync("e\u0301", 1);
        await test.Cache.SetAsync("\u00e9", 2);
        await test.Cache.SetAsync("K", 3);

        Assert.Equal(1, test.Held<int>("e\u0301"));
        Assert.Equal(2, test.Held<int>("\u00e9"));
        Assert.Equal(0, test.Held<int>("k"));
    }

    [Fact]
    public async Task Tags_follow_the_same_rules()
    {
        await using var test = new CacheUnderTest();
        var cache = test.Cache;
        string[] many = [.. Enumerable.Range(0, 65).Select(static i => $"tag {i}")];

        await Told(() => cache.RemoveByTagAsync(null!).AsTask(), "tag must not be null");
        await Told(() => cache.RemoveByTagAsync(new string('t', 1_025)).AsTask(), "1024", "1025");
        await Told(() => cache.ExpireByTagAsync("\ud800").AsTask(), "half a surrogate pair");
        await Told(() => cache.RemoveByTagsAsync(many).AsTask(), "64 tags", "given 65");
        await Assert.ThrowsAsync<ArgumentNullException>(() => cache.RemoveByTagsAsync(null!).AsTask());
        await cache.RemoveByTagsAsync([]);
    }

    [Fact]
    public async Task Patterns_follow_the_same_rules()
    {
        await using var test = new CacheUnderTest();

        await Told(() => test.Cache.RemoveByPatternAsync(null!).AsTask(), "pattern must not be null");
        await Told(() => test.Cache.RemoveByPatternAsync(new string('*', 1_025)).AsTask(), "1024", "1025");
        await Told(() => test.Cache.RemoveByPatternAsync("\ud800").AsTask(), "half a surrogate pair");
    }

    [Fact]
    public async Task More_keys_than_one_call_may_name_are_refused_with_both_numbers()
    {
        await using var test = new CacheUnderTest();
        var cache = test.Cache;
        string[] keys = [.. Enumerable.Range(0, 101).Select(static i => $"key {i}")];
        Func<Task>[] calls =
        [
            () => cache.GetManyAsync<int>(keys).AsTask(),
            () => cache.RemoveManyAsync(keys).AsTask(),
            () => cache.SetManyAsync([.. keys.Select(static key => KeyValuePair.Create(key, 1))]).AsTask(),
            () => cache.GetOrCreateManyAsync(
                keys,
                0,
                static (_, _, _) => ValueTask.FromResult<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>())).AsTask(),
        ];

        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<CacheValidationException>(call);
            Assert.Contains("100 keys", error.Message, StringComparison.Ordinal);
            Assert.Contains("names 101", error.Message, StringComparison.Ordinal);
            Assert.Contains("MaxKeysAtOnce", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public async Task A_factory_must_not_be_null()
    {
        await using var test = new CacheUnderTest();

        await Assert.ThrowsAsync<ArgumentNullException>(
            () => test.Cache.GetOrCreateAsync<int, int>("key", 0, null!).AsTask());
    }

    [Fact]
    public async Task A_value_that_can_never_fit_is_refused_and_one_that_was_loaded_is_returned_all_the_same()
    {
        await using var test = new CacheUnderTest(new CacheOptions { MemoryMaxBytes = 1_000 });
        var big = new byte[5_000];

        var error = await Assert.ThrowsAsync<CacheCapacityException>(() => test.Cache.SetAsync("key", big).AsTask());

        Assert.Contains("1000", error.Message, StringComparison.Ordinal);
        Assert.Same(big, await test.Load(big));
        Assert.Equal(0, test.Cache.Count);
    }

    private static async Task Refused<TError>(
        string call, Func<LarderCache, string, Task> make, string key, params string[] told)
        where TError : ArgumentException
    {
        await using var test = new CacheUnderTest();

        var error = await Assert.ThrowsAsync<TError>(() => make(test.Cache, key));

        Assert.True(error.ParamName is "key" or "keys", $"{call} names {error.ParamName}.");
        Assert.All(told, sentence => Assert.Contains(sentence, error.Message, StringComparison.Ordinal));
        Assert.Equal(0, test.Cache.Count);
    }

    private static async Task Told(Func<Task> call, params string[] told)
    {
        var error = await Assert.ThrowsAnyAsync<ArgumentException>(call);
        Assert.All(told, sentence => Assert.Contains(sentence, error.Message, StringComparison.Ordinal));
    }
}
