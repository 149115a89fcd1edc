using System.Runtime.CompilerServices;
using Larder.Testing;

namespace Larder.Tests.Memory;

/// <summary>What has left the cache is not kept alive by it.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class RetentionSpec
{
    private static readonly CacheEntryOptions Kept = new()
    {
        Expiration = TimeSpan.FromSeconds(10),
        StaleIfError = TimeSpan.FromSeconds(10),
        RefreshAfter = 0.5,
        Tags = ["red"],
    };

    public static TheoryData<string> Ways() => ["removed", "overwritten", "cleared", "expired", "by pattern", "another type"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_value_that_was_loaded_and_has_left_can_be_collected(string way)
    {
        await using var test = new CacheUnderTest();
        var tracked = Load(test);

        await MakeLeave(test, way);

        MemoryProbe.AssertReclaimed(way, tracked);
        GC.KeepAlive(test);
    }

    [Fact]
    public async Task A_value_that_was_refreshed_can_be_collected()
    {
        await using var test = new CacheUnderTest();
        var tracked = Load(test);
        test.Clock.Advance(TimeSpan.FromSeconds(6));
        await Refresh(test);
        await test.WhenQuiet();

        MemoryProbe.AssertReclaimed("refreshed", tracked);
        GC.KeepAlive(test);
    }

    [Fact]
    public async Task A_value_whose_load_was_overtaken_can_be_collected()
    {
        await using var test = new CacheUnderTest();
        var tracked = await Overtaken(test);
        await test.WhenQuiet();

        MemoryProbe.AssertReclaimed("overtaken", tracked);
        GC.KeepAlive(test);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Load(CacheUnderTest test)
    {
        var value = new object();
        test.Load(value, Kept).Wait();
        return new WeakReference(value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task Refresh(CacheUnderTest test) => await test.Load(new object(), Kept);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> Overtaken(CacheUnderTest test)
    {
        var source = new Source<object>();
        var load = test.Cache.GetOrCreateAsync(
            CacheUnderTest.Key, source, static (it, context, token) => it.MakeAsync(context, token), Kept).AsTask();
        var run = await source.Run(1);
        await test.Remove();
        var value = new object();
        run.Answer(value);
        await load;
        return new WeakReference(value);
    }

    private static async Task MakeLeave(CacheUnderTest test, string way)
    {
        switch (way)
        {
            case "removed":
                await test.Remove();
                break;
            case "overwritten":
                await test.Cache.SetAsync(CacheUnderTest.Key, new object());
                break;
            case "cleared":
                await test.Cache.ClearAsync();
                break;
            case "by pattern":
                await test.Cache.RemoveByPatternAsync("*");
                break;
            case "another type":
                await test.Load(5);
                break;
            default:
                test.Clock.Advance(TimeSpan.FromHours(1));
                await Eventually.IsTrue("the entry has gone", () => test.Cache.Count == 0);
                break;
        }
    }
}
