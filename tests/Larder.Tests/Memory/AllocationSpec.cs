using Larder.Testing;

namespace Larder.Tests.Memory;

/// <summary>A hit allocates nothing.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class AllocationSpec
{
    private const string Key = "the key";

    private static readonly CacheEntryOptions Tagged = new() { Tags = ["red", "round"] };

    public static TheoryData<bool> WithAndWithoutTags() => [false, true];

    [Theory]
    [MemberData(nameof(WithAndWithoutTags))]
    public async Task By_state_and_static_lambda(bool tagged)
    {
        await using var test = await Filled(tagged);
        var cache = test.Cache;

        AssertNone(() => Check(cache.GetOrCreateAsync(
            Key, 5, static (state, _, _) => new ValueTask<string>($"{state}"))));
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutTags))]
    public async Task Through_the_interface(bool tagged)
    {
        await using var test = await Filled(tagged);
        ICache cache = test.Manager;

        AssertNone(() => Check(cache.GetOrCreateAsync(
            Key, 5, static (state, _, _) => new ValueTask<string>($"{state}"))));
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutTags))]
    public async Task By_characters(bool tagged)
    {
        await using var test = await Filled(tagged);
        var cache = test.Cache;
        var characters = $"<{Key}>".ToCharArray();

        AssertNone(() => Assert.True(cache.TryGetLocal<string>(characters.AsSpan(1, Key.Length), out _)));
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutTags))]
    public async Task By_a_look_up(bool tagged)
    {
        await using var test = await Filled(tagged);
        var cache = test.Cache;

        AssertNone(() => Check(cache.TryGetAsync<string>(Key)));
        AssertNone(() => Check(cache.ExistsAsync(Key)));
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutTags))]
    public async Task By_a_typed_key(bool tagged)
    {
        await using var test = new CacheUnderTest();
        var options = tagged ? Tagged : null;
        var byGuid = new TypedCache<Guid, string>(test.Manager, "guid", options: options);
        var byNumber = new TypedCache<int, long>(test.Manager, "number", options: options);
        var loading = new Manager.Squares(test.Manager);
        var id = Guid.Parse("550e8400-e29b-41d4-a716-446655440001");
        await byGuid.SetAsync(id, "value");
        await byNumber.SetAsync(123_456, 7);
        await loading.GetAsync(12);

        AssertNone(() => Check(byGuid.GetAsync(id)));
        AssertNone(() => Check(byNumber.GetAsync(123_456)));
        AssertNone(() => Check(loading.GetAsync(12)));
        AssertNone(() => Check(byGuid.TryGetAsync(id)));
    }

    [Fact]
    public async Task After_tags_of_others_were_removed()
    {
        await using var test = await Filled(tagged: true);
        var cache = test.Cache;
        await cache.RemoveByTagAsync("green");

        AssertNone(() => Check(cache.GetOrCreateAsync(
            Key, 5, static (state, _, _) => new ValueTask<string>($"{state}"))));
    }

    [Fact]
    public async Task Of_a_stale_value_that_stands_in()
    {
        await using var test = new CacheUnderTest();
        var safe = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1), StaleIfError = TimeSpan.FromHours(1) };
        await test.Load("stale", safe);
        test.Clock.Advance(TimeSpan.FromSeconds(2));
        await test.LoadBadly<string>(new IOException("down"), safe);
        var cache = test.Cache;

        AssertNone(() => Check(cache.GetOrCreateAsync(
            CacheUnderTest.Key, 5, static (state, _, _) => new ValueTask<string>($"{state}"), safe)));
    }

    private static async Task<CacheUnderTest> Filled(bool tagged)
    {
        var test = new CacheUnderTest();
        await test.Cache.SetAsync(Key, "value", tagged ? Tagged : null);
        return test;
    }

    /// <summary>Measures until the runtime has compiled for good: before that, structs may be boxed on the way.</summary>
    private static void AssertNone(Action hit)
    {
        var begun = TimeProvider.System.GetTimestamp();
        long bytes;
        do
        {
            bytes = AllocationMeter.BytesOf(hit);
        }
        while (bytes > 0 && TimeProvider.System.GetElapsedTime(begun) < WaitLimit.Default);

        Assert.Equal(0, bytes);
    }

    private static void Check<T>(ValueTask<T> hit) => Assert.True(hit.IsCompletedSuccessfully);
}
