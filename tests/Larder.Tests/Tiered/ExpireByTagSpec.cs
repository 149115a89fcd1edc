using Larder.Testing;
using Larder.Testing.Tiers;

namespace Larder.Tests.Tiered;

/// <summary>Over a tier, expiring by tag leaves a copy that may help out, and removing by tag leaves none.</summary>
public sealed class ExpireByTagSpec
{
    private const string Key = HybridUnderTest.Key;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly CacheEntryOptions Safe = new()
    {
        Tags = ["red", "all"],
        Expiration = 100 * Second,
        StaleIfError = 60 * Second,
    };

    private static readonly CacheEntryOptions Strict = Safe with { StaleIfError = TimeSpan.Zero };

    public static TheoryData<TierKind> Kinds() => new(TierKind.Heap, TierKind.File);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_expired_is_made_anew_and_helps_out_when_that_fails(TierKind kind)
    {
        await using var it = new Nodes(kind);
        await it.Cache.SetAsync(Key, "old", Safe);

        await it.Cache.ExpireByTagAsync("red");

        Assert.False((await it.Other.TryGetAsync<string>(Key)).Found);
        Assert.False(await it.Other.ExistsAsync(Key));
        Assert.Equal("old", await it.FailAsync(node: 1));
        Assert.Equal("new", await it.Test.Load("new", Safe, node: 2));
        Assert.Equal("new", await it.Test.Held<string>());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_factory_made_is_kept_stale_like_what_was_set(TierKind kind)
    {
        await using var it = new Nodes(kind);
        await it.Test.Load("old", Safe);

        await it.Cache.ExpireByTagAsync("all");

        Assert.Equal("old", await it.FailAsync(node: 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_expired_by_tag_is_not_served_while_it_is_made_anew(TierKind kind)
    {
        await using var it = new Nodes(kind);
        var lenient = Safe with { StaleFor = 60 * Second };
        await it.Cache.SetAsync(Key, "old", lenient);

        await it.Cache.ExpireByTagAsync("red");

        Assert.Equal("new", await it.Test.Load("new", lenient, node: 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_copy_helps_out_for_its_window_counted_from_the_expiry(TierKind kind)
    {
        await using var it = new Nodes(kind);
        await it.Cache.SetAsync(Key, "old", Safe);
        await it.Cache.ExpireByTagAsync("red");

        it.Test.Clock.Advance(59 * Second);
        Assert.Equal("old", await it.FailAsync(node: 1));
        it.Test.Clock.Advance(2 * Second); // and would be fresh for 39 seconds more, had nobody expired it

        await Assert.ThrowsAsync<IOException>(() => it.FailAsync(node: 2));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Of_two_expiries_the_first_begins_the_window(TierKind kind)
    {
        await using var it = new Nodes(kind);
        await it.Cache.SetAsync(Key, "old", Safe);
        await it.Cache.ExpireByTagAsync("red");
        it.Test.Clock.Advance(50 * Second);
        await it.Cache.ExpireByTagAsync("all");
        it.Test.Clock.Advance(11 * Second);

        await Assert.ThrowsAsync<IOException>(() => it.FailAsync(node: 1));
    }

    [Theory]
    [InlineData(TierKind.Heap, true)]
    [InlineData(TierKind.Heap, false)]
    [InlineData(TierKind.File, true)]
    [InlineData(TierKind.File, false)]
    public async Task A_removal_wins_over_an_expiry_before_it_or_after(TierKind kind, bool isRemovedFirst)
    {
        await using var it = new Nodes(kind);
        await it.Cache.SetAsync(Key, "old", Safe);

        if (isRemovedFirst) await it.Cache.RemoveByTagAsync("red");
        await it.Other.ExpireByTagAsync(isRemovedFirst ? "red" : "all");
        if (!isRemovedFirst) await it.Cache.RemoveByTagAsync("red");

        for (var node = 0; node < Nodes.Count; node++)
        {
            await Assert.ThrowsAsync<IOException>(() => it.FailAsync(node));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_has_no_window_is_removed(TierKind kind)
    {
        await using var it = new Nodes(kind);
        await it.Cache.SetAsync(Key, "old", Strict);

        await it.Cache.ExpireByTagAsync("red");

        Assert.False(await it.Other.ExistsAsync(Key));
        await Assert.ThrowsAsync<IOException>(() => it.FailAsync(node: 1));
    }

    /// <summary>What all of the tags carry carries the first; that it is stale is more than was asked of what has no other.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Expiring_what_carries_all_of_several_tags_keeps_copies_too(TierKind kind)
    {
        await using var it = new Nodes(kind);
        await it.Cache.SetAsync(Key, "old", Safe);

        await it.Cache.ExpireByTagsAsync(["red", "all"], TagMatch.All);

        Assert.False(await it.Other.ExistsAsync(Key));
        Assert.Equal("old", await it.FailAsync(node: 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Many_at_once_and_a_number_that_is_counted_are_kept_stale_as_well(TierKind kind)
    {
        await using var it = new Nodes(kind);
        await it.Cache.SetManyAsync(new Dictionary<string, string> { [Key] = "old" }, Safe);
        await it.Cache.SetAsync("sum", 1L, Safe);
        await it.Cache.IncrementAsync("sum", 1, Safe);
        Assert.Equal(2L, await it.Test.Held<long>(node: 1, key: "sum"));

        await it.Cache.ExpireByTagAsync("red");

        Assert.Equal("old", await it.FailAsync(node: 1));
        Assert.False(await it.Test[2].ExistsAsync("sum"));
        Assert.Equal(2L, await it.Test[2].GetOrCreateAsync<int, long>("sum", 0, static (_, _, _) => throw new IOException("down"), Safe));
    }

    /// <summary>As memory has it: the load ended before the expiry in the eyes of everybody, and its value is a stale copy.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_load_that_an_expiry_overtook_leaves_a_stale_copy_and_one_that_a_removal_overtook_nothing(TierKind kind)
    {
        foreach (var isRemoval in new[] { false, true })
        {
            await using var it = new Nodes(kind, hearEachOther: false);
            var (began, release) = (new TaskCompletionSource(), new TaskCompletionSource());
            var load = it.Cache.GetOrCreateAsync(
                Key,
                (began, release),
                static async (it, _, _) =>
                {
                    it.began.SetResult();
                    await it.release.Task;
                    return "old";
                },
                Safe).AsTask();
            await began.Task.WaitAsync(WaitLimit.Default);
            await (isRemoval ? it.Other.RemoveByTagAsync("red") : it.Other.ExpireByTagAsync("red"));
            release.SetResult();
            Assert.Equal("old", await load);
            await it.Test.WhenQuiet();

            Assert.False(await it.Other.ExistsAsync(Key));
            if (isRemoval) await Assert.ThrowsAsync<IOException>(() => it.FailAsync(node: 2));
            else Assert.Equal("old", await it.FailAsync(node: 2));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nobody_sees_the_second_versions(TierKind kind)
    {
        await using var it = new Nodes(kind);
        await it.Cache.SetAsync(Key, "old", Safe);

        await it.Test.Held<string>(node: 1);

        Assert.Equal(["red", "all"], it.Other.Inspect(Key)!.Tags);
    }

    /// <summary>An expiry that the tier missed is owed as a removal: less of a copy than was asked for, and never a value too many.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_an_outage_keeps_from_being_expired_is_removed_afterwards(TierKind kind)
    {
        await using var it = new Nodes(kind);
        await it.Cache.SetAsync(Key, "old", Safe);
        it.Place.IsGone = true;
        await it.Test.Pump(it.Cache.ExpireByTagAsync("red").AsTask());
        it.Place.IsGone = false;

        await OutageSpec.BackToNormal(it.Test);

        await Assert.ThrowsAsync<IOException>(() => it.FailAsync(node: 2));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_expiry_does_not_pay_for_a_removal_that_is_owed(TierKind kind)
    {
        await using var it = new Nodes(kind, hearEachOther: false);
        await it.Cache.SetAsync(Key, "old", Safe);
        it.Place.Tier.Always = TierFault.Throws;
        await it.Test.Pump(it.Cache.RemoveByTagAsync("red").AsTask());
        it.Place.IsGone = false;

        while (it.Test.Owed > 0)
        {
            await it.Cache.ExpireByTagAsync("red");
            it.Test.Clock.Advance(Second); // the guard tries a tier that failed again after a while
        }

        await Assert.ThrowsAsync<IOException>(() => it.FailAsync(node: 1));
    }

    /// <summary>The tier takes the first half of a removal and then is gone: the other half is owed.</summary>
    [Fact]
    public async Task Half_a_removal_is_owed()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "old", Safe);
        test.Place.After = operation =>
        {
            test.Place.IsGone |= operation == "raise";
            return Task.CompletedTask;
        };

        await test.Cache.RemoveByTagAsync("red");
        Assert.True(test.Cache.Tier!.Far.Debts.OwesAny(["red"]));
        (test.Place.After, test.Place.IsGone) = (null, false);
        await OutageSpec.BackToNormal(test);

        await Assert.ThrowsAsync<IOException>(() => FailAsync(test.Other));
    }

    /// <summary>A value that is stamped between the two halves of a removal began before it, and is removed with the rest.</summary>
    [Fact]
    public async Task What_is_stamped_in_the_middle_of_a_removal_leaves_nothing()
    {
        await using var test = new HybridUnderTest(nodes: 2, isAlone: true);
        await test.Cache.SetAsync("another", "old", Safe);
        var raises = 0;
        test.Place.Before = async operation =>
        {
            if (operation != "raise" || ++raises != 2) return;
            await test.Other.SetAsync(Key, "old", Safe);
        };

        await test.Cache.RemoveByTagAsync("red");
        test.Place.Before = null;

        Assert.Equal(2, raises);
        Assert.False(await test.Cache.ExistsAsync(Key));
        await Assert.ThrowsAsync<IOException>(() => FailAsync(test.Cache));
    }

    /// <summary>A tag of a caller that looks like a second version of another is kept in memory, where there are none.</summary>
    [Fact]
    public async Task A_tag_that_looks_like_a_second_version_stays_in_memory()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        var odd = Safe with { Tags = ["\u0001removed:red", "red"] };

        var written = await test.Cache.SetAsync(Key, "value", odd);

        Assert.Equal(CacheTiers.WriteMemory, written.Written);
        Assert.Null(test.Place[Key]);
        Assert.Equal("value", await test.Held<string>());
        await test.Cache.RemoveByTagAsync(odd.Tags[0]);
        Assert.Null(await test.Held<string>());
    }

    /// <summary>More tags than an envelope holds twice, or longer ones, have no second versions: they are removed.</summary>
    [Theory]
    [InlineData(33, 10)]
    [InlineData(1, 1_024)]
    public async Task Where_there_is_no_room_for_second_versions_an_expiry_removes(int tags, int length)
    {
        await using var test = new HybridUnderTest(nodes: 2);
        var wide = Safe with { Tags = [.. Enumerable.Range(0, tags).Select(i => $"{i}".PadRight(length, '世'))] };
        await test.Cache.SetAsync(Key, "old", wide);
        Assert.Equal("old", await test.Held<string>(node: 1));

        await test.Cache.ExpireByTagAsync(wide.Tags[0]);

        Assert.False(await test.Other.ExistsAsync(Key));
        await using var fresh = new HybridUnderTest(tiers: test.Place, clock: test.Clock);
        await Assert.ThrowsAsync<IOException>(() => FailAsync(fresh.Cache, wide));
    }

    private static Task<string> FailAsync(LarderCache cache, CacheEntryOptions? options = null) =>
        cache.GetOrCreateAsync<int, string>(Key, 0, static (_, _, _) => throw new IOException("down"), options ?? Safe).AsTask();

    /// <summary>Three caches over one place.</summary>
    private sealed class Nodes : IAsyncDisposable
    {
        internal const int Count = 3;

        internal Nodes(TierKind kind, bool hearEachOther = true)
        {
            var clock = new ManualClock();
            Place = new FaultyPlace(kind, clock);
            Test = new HybridUnderTest(nodes: Count, tiers: Place, clock: clock, isAlone: !hearEachOther);
        }

        internal FaultyPlace Place { get; }

        internal HybridUnderTest Test { get; }

        internal LarderCache Cache => Test.Cache;

        internal LarderCache Other => Test.Other;

        internal Task<string> FailAsync(int node) => ExpireByTagSpec.FailAsync(Test[node]);

        public async ValueTask DisposeAsync()
        {
            await Test.DisposeAsync();
            await Place.DisposeAsync();
        }
    }
}
