using System.Globalization;

namespace Larder.Tests.Reading;

/// <summary>In which execution context a factory runs.</summary>
public sealed class FactoryContextSpec
{
    private const string Key = CacheUnderTest.Key;
    private static readonly AsyncLocal<string?> Local = new();

    [Fact]
    public async Task It_runs_in_that_of_the_leader_before_and_after_its_waits()
    {
        await using var test = new CacheUnderTest();
        Local.Value = "leader";
        var source = new Source<string>();

        var load = test.Cache.GetOrCreateAsync(Key, source, static async (it, context, token) =>
        {
            var before = Local.Value;
            await it.MakeAsync(context, token);
            return $"{before} {Local.Value}";
        }).AsTask();
        Local.Value = "follower";
        var follower = test.Ask(source);
        (await source.Run(1)).Answer("");

        Assert.Equal("leader leader", await load);
        Assert.Equal("leader leader", await follower);
    }

    [Fact]
    public async Task It_runs_in_it_after_waiting_for_a_place_as_well()
    {
        await using var test = new CacheUnderTest(new CacheOptions { MaxConcurrentLoads = 1 });
        var source = new Source<string>();
        var other = test.Ask(source, key: "other");
        Local.Value = "leader";

        var load = test.Cache.GetOrCreateAsync(Key, 0, static (_, _, _) => new ValueTask<string?>(Local.Value)).AsTask();
        Local.Value = null;
        (await source.Run(1)).Answer("");
        await other;

        Assert.Equal("leader", await load);
    }

    [Fact]
    public async Task Detached_it_sees_nothing_of_the_caller()
    {
        await using var test = new CacheUnderTest();
        Local.Value = "leader";

        var seen = await test.Cache.GetOrCreateAsync(
            Key,
            0,
            static (_, _, _) => new ValueTask<string?>(Local.Value),
            new CacheEntryOptions { Context = FactoryContext.Detach });

        Assert.Null(seen);
    }

    [Fact]
    public async Task Many_at_once_are_made_in_it_or_detached_from_it()
    {
        await using var test = new CacheUnderTest();
        Local.Value = "leader";

        var flowing = await Many(test, "one", FactoryContext.Flow);
        var detached = await Many(test, "two", FactoryContext.Detach);

        Assert.Equal("leader", flowing);
        Assert.Null(detached);
    }

    [Fact]
    public async Task What_the_factory_changes_in_its_context_does_not_reach_the_caller()
    {
        await using var test = new CacheUnderTest();
        Local.Value = "caller";
        var culture = CultureInfo.CurrentCulture;

        await test.Cache.GetOrCreateAsync(Key, 0, static (_, _, _) =>
        {
            Local.Value = "factory";
            return new ValueTask<string>("value");
        });

        Assert.Equal("caller", Local.Value);
        Assert.Same(culture, CultureInfo.CurrentCulture);
    }

    private static async Task<string?> Many(CacheUnderTest test, string key, FactoryContext context)
    {
        var found = await test.Cache.GetOrCreateManyAsync(
            [key],
            0,
            static (_, keys, _) => new ValueTask<IReadOnlyDictionary<string, string?>>(
                keys.ToDictionary(static each => each, static _ => Local.Value, StringComparer.Ordinal)),
            new CacheEntryOptions { Context = context });
        return found[key];
    }
}
