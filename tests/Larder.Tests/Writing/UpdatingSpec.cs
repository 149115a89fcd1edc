using Larder.Testing;

namespace Larder.Tests.Writing;

/// <summary>Writes that depend on what is there.</summary>
public sealed class UpdatingSpec
{
    private const string Key = CacheUnderTest.Key;

    [Fact]
    public async Task An_update_succeeds_while_the_version_is_the_one_that_was_seen()
    {
        await using var test = new CacheUnderTest();
        var written = await test.Cache.SetAsync(Key, "one");
        var seen = await test.Cache.TryGetAsync<string>(Key);

        var first = await test.Cache.TryUpdateAsync(Key, seen.Version, "two");
        var second = await test.Cache.TryUpdateAsync(Key, seen.Version, "three");

        Assert.Equal(written.Version, seen.Version);
        Assert.True(first.Succeeded);
        Assert.False(second.Succeeded);
        Assert.Equal("two", test.Held<string>());
        Assert.Equal(first.Version, (await test.Cache.TryGetAsync<string>(Key)).Version);
    }

    [Fact]
    public async Task Version_zero_means_that_there_must_be_nothing()
    {
        await using var test = new CacheUnderTest();

        Assert.True((await test.Cache.TryUpdateAsync(Key, 0, "one")).Succeeded);
        Assert.False((await test.Cache.TryUpdateAsync(Key, 0, "two")).Succeeded);

        Assert.Equal("one", test.Held<string>());
    }

    [Fact]
    public async Task A_stale_value_counts_as_nothing()
    {
        await using var test = new CacheUnderTest();
        var safe = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1), StaleIfError = TimeSpan.FromHours(1) };
        var written = await test.Cache.SetAsync(Key, "old", safe);
        test.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.False((await test.Cache.TryUpdateAsync(Key, written.Version, "one")).Succeeded);
        Assert.True((await test.Cache.TryUpdateAsync(Key, 0, "one")).Succeeded);

        Assert.Equal("one", test.Held<string>());
    }

    [Fact]
    public async Task A_value_that_went_with_its_tag_counts_as_nothing()
    {
        await using var test = new CacheUnderTest();
        var written = await test.Cache.SetAsync(Key, "old", new CacheEntryOptions { Tags = ["red"] });
        await test.Cache.RemoveByTagAsync("red");

        Assert.False((await test.Cache.TryUpdateAsync(Key, written.Version, "one")).Succeeded);
        Assert.True((await test.Cache.TryUpdateAsync(Key, 0, "one")).Succeeded);
    }

    [Fact]
    public async Task Versions_are_never_given_twice()
    {
        await using var test = new CacheUnderTest();
        var versions = new List<long>();

        for (var i = 0; i < 10; i++)
        {
            versions.Add((await test.Cache.SetAsync(Key, i)).Version);
            await test.Remove();
        }

        Assert.Equal(versions.Distinct(), versions);
        Assert.DoesNotContain(0, versions);
    }

    [Fact]
    public async Task Updates_of_many_threads_lose_none()
    {
        const int Threads = 4;
        const int Each = 500;
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync(Key, 0);

        ThreadTeam.Run(Threads, _ =>
        {
            for (var i = 0; i < Each; i++)
            {
                while (true)
                {
                    var seen = test.Cache.TryGetAsync<int>(Key).AsTask().Result;
                    if (test.Cache.TryUpdateAsync(Key, seen.Version, seen.Value + 1).AsTask().Result.Succeeded) break;
                }
            }
        });

        Assert.Equal(Threads * Each, test.Held<int>());
    }

    [Fact]
    public async Task Increments_of_many_threads_add_up()
    {
        const int Threads = 4;
        const int Each = 2_000;
        await using var test = new CacheUnderTest();

        ThreadTeam.Run(Threads, thread =>
        {
            for (var i = 0; i < Each; i++) Assert.True(test.Cache.IncrementAsync(Key, thread + 1).AsTask().Result > 0);
        });

        Assert.Equal(Each * (1L + 2 + 3 + 4), test.Held<long>());
    }

    [Fact]
    public async Task A_sum_keeps_the_life_and_the_tags_of_the_number()
    {
        await using var test = new CacheUnderTest();
        var options = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(10), Tags = ["red"] };
        await test.Cache.SetAsync(Key, 5L, options);
        test.Clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(6, await test.Cache.IncrementAsync(Key));

        Assert.Equal(TimeSpan.FromSeconds(6), (await test.Cache.TryGetAsync<long>(Key)).ExpiresIn);
        await test.Cache.RemoveByTagAsync("red");
        Assert.Equal(1, await test.Cache.IncrementAsync(Key));
    }

    [Fact]
    public async Task A_number_that_is_new_lives_as_the_options_say()
    {
        await using var test = new CacheUnderTest();

        await test.Cache.IncrementAsync(Key, 2, new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(10) });

        Assert.Equal(TimeSpan.FromSeconds(10), (await test.Cache.TryGetAsync<long>(Key)).ExpiresIn);
    }

    [Fact]
    public async Task A_number_without_an_end_keeps_none()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync(Key, 1L, new CacheEntryOptions { Expiration = CacheEntryOptions.Forever });

        await test.Cache.IncrementAsync(Key);

        Assert.Null((await test.Cache.TryGetAsync<long>(Key)).ExpiresIn);
    }

    public static TheoryData<CacheEntryOptions> NotToBeKept() =>
    [
        new CacheEntryOptions { Tiers = CacheTiers.ReadMemory },
        new CacheEntryOptions { Tiers = CacheTiers.None },
        new CacheEntryOptions { Nulls = NullPolicy.Skip },
    ];

    [Theory]
    [MemberData(nameof(NotToBeKept))]
    public async Task An_update_to_what_is_not_to_be_kept_succeeds_and_leaves_nothing(CacheEntryOptions options)
    {
        await using var test = new CacheUnderTest();
        var written = await test.Cache.SetAsync(Key, "one");

        var conflict = await test.Cache.TryUpdateAsync<string?>(Key, written.Version + 1, null, options);
        Assert.Equal("one", test.Held<string>());
        var update = await test.Cache.TryUpdateAsync<string?>(Key, written.Version, null, options);

        Assert.False(conflict.Succeeded);
        Assert.True(update is { Succeeded: true, Written: CacheTiers.None, Version: 0 });
        Assert.Equal(0, test.Cache.Count);
    }

    [Fact]
    public async Task An_update_of_nothing_to_what_is_not_to_be_kept_ends_the_load_of_the_key()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var load = test.Ask(source);
        var run = await source.Run(1);

        var update = await test.Cache.TryUpdateAsync<string?>(
            Key, 0, null, new CacheEntryOptions { Nulls = NullPolicy.Skip });
        run.Answer("older");

        Assert.True(update.Succeeded);
        Assert.Equal("older", await load);
        Assert.Equal(0, test.Cache.Count);
    }

    [Fact]
    public async Task A_sum_that_is_not_to_be_kept_is_returned_and_leaves_nothing()
    {
        await using var test = new CacheUnderTest();
        var options = new CacheEntryOptions { Tiers = CacheTiers.ReadMemory };
        await test.Cache.SetAsync(Key, 5L);

        Assert.Equal(7, await test.Cache.IncrementAsync(Key, 2, options));
        Assert.Equal(0, test.Cache.Count);
        Assert.Equal(2, await test.Cache.IncrementAsync(Key, 2, options));
        Assert.Equal(0, test.Cache.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task A_sum_goes_on_sliding_as_the_number_did(int window)
    {
        await using var test = new CacheUnderTest(entry: new() { StaleIfError = TimeSpan.FromSeconds(window) });
        var sliding = new CacheEntryOptions
        {
            Expiration = TimeSpan.FromSeconds(60),
            Sliding = TimeSpan.FromSeconds(10),
        };
        await test.Cache.SetAsync(Key, 1L, sliding);

        for (var i = 0; i < 5; i++)
        {
            test.Clock.Advance(TimeSpan.FromSeconds(9));
            Assert.Equal(i + 2, await test.Cache.IncrementAsync(Key));
        }

        test.Clock.Advance(TimeSpan.FromSeconds(10.2));
        Assert.Equal(0, test.Held<long>());
    }

    [Fact]
    public async Task A_sum_does_not_slide_past_the_end_of_the_number()
    {
        await using var test = new CacheUnderTest();
        var sliding = new CacheEntryOptions
        {
            Expiration = TimeSpan.FromSeconds(12),
            Sliding = TimeSpan.FromSeconds(10),
        };
        await test.Cache.SetAsync(Key, 1L, sliding);

        test.Clock.Advance(TimeSpan.FromSeconds(9));
        await test.Cache.IncrementAsync(Key);
        test.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(0, test.Held<long>());
    }

    [Fact]
    public async Task A_sum_that_does_not_fit_throws_and_leaves_the_number()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync(Key, long.MaxValue - 1);

        await Assert.ThrowsAsync<OverflowException>(() => test.Cache.IncrementAsync(Key, 2).AsTask());

        Assert.Equal(long.MaxValue - 1, test.Held<long>());
    }
}
