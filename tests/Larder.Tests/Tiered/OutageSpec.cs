using Larder.Testing;
using Larder.Tests.Nodes;
using Xunit.Abstractions;

namespace Larder.Tests.Tiered;

/// <summary>The tier goes, the cache goes on; the tier comes back, and nothing older comes back with it.</summary>
public sealed class OutageSpec(ITestOutputHelper output)
{
    private const string Key = HybridUnderTest.Key;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task What_was_written_meanwhile_is_never_answered_with_what_the_tier_still_holds()
    {
        await using var test = new HybridUnderTest();
        await test.Cache.SetAsync(Key, "old");
        test.Place.IsGone = true;
        await test.Cache.SetAsync(Key, "new");
        test.Place.IsGone = false;

        Assert.Equal("new", await test.Held<string>());
        Assert.Null(await test.Held<string>(options: new CacheEntryOptions { Tiers = CacheTiers.ReadShared }));
    }

    [Fact]
    public async Task When_the_tier_is_back_what_it_missed_is_taken_away_there()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync("removed", "old");
        await test.Cache.SetAsync("set", "old");
        test.Place.IsGone = true;
        await test.Cache.RemoveAsync("removed");
        await test.Cache.SetAsync("set", "new");
        test.Place.IsGone = false;

        await BackToNormal(test);

        Assert.Null(test.Place["removed"]);
        Assert.Null(test.Place["set"]);
        Assert.Equal("new", await test.Held<string>(key: "set"));
        Assert.Null(await test.Held<string>(node: 1, key: "set"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_tier_answered_before_it_was_mended_is_not_believed_after(bool many)
    {
        await using var test = new HybridUnderTest();
        await test.Cache.SetAsync(Key, "old");
        test.Place.IsGone = true;
        await test.Cache.RemoveAsync(Key);
        test.Place.IsGone = false;
        var answered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        test.Place.After = operation =>
        {
            if (!operation.StartsWith("get", StringComparison.Ordinal)) return Task.CompletedTask;
            answered.TrySetResult();
            return release.Task;
        };

        var look = many ? ReadManyAsync(test.Cache) : test.Held<string?>();
        var asked = await Task.WhenAny(answered.Task, look) == answered.Task;
        test.Place.After = null;
        await BackToNormal(test);
        release.SetResult();

        Assert.Equal(many, asked); // one key that is owed is not even asked for
        Assert.Null(await look);
        Assert.Null(await test.Held<string>());
    }

    private static async Task<string?> ReadManyAsync(LarderCache cache) =>
        (await cache.GetManyAsync<string>([Key])).GetValueOrDefault(Key);

    [Fact]
    public async Task A_tag_that_was_removed_meanwhile_is_removed_there()
    {
        var tagged = new CacheEntryOptions { Tags = ["red"] };
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "old", tagged);
        test.Place.IsGone = true;
        await test.Cache.RemoveByTagAsync("red");
        test.Place.IsGone = false;
        Assert.Null(await test.Held<string>());

        await BackToNormal(test);

        Assert.Null(await test.Held<string>(node: 1));
    }

    [Fact]
    public async Task More_than_can_be_remembered_becomes_the_whole_tier()
    {
        var debts = new Larder.Writing.Debts(most: 10);
        for (var i = 0; i < 10; i++) debts.Add($"key {i}");
        Assert.False(debts.Owes("another"));

        debts.Add("one too many");

        Assert.True(debts.Owes("another"));
        Assert.Equal(1, debts.Count);
        debts.SettleAll(debts.Now);
        Assert.False(debts.Owes("one too many"));
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_write_that_may_yet_arrive_is_not_forgotten_when_all_is_owed(bool isTheLast)
    {
        var debts = new Larder.Writing.Debts(most: 2);
        debts.Add("first", isDoubtful: !isTheLast);
        debts.Add("second");
        debts.Add("one too many", isDoubtful: isTheLast);

        debts.SettleAll(debts.Now); // somebody clears the cache while the write is still under way

        Assert.True(debts.Owes("first"));
        Assert.Equal(0, debts.Next(10, withDoubtful: false).All.Number);
        Assert.NotEqual(0, debts.Next(10, withDoubtful: true).All.Number);
        debts.PayAll(debts.Now);
        Assert.False(debts.Any);
    }

    [Fact]
    public void A_write_that_may_yet_arrive_stays_owed_until_it_was_taken_away()
    {
        var debts = new Larder.Writing.Debts();
        debts.Add(Key, isDoubtful: true);

        debts.Settle(Key);

        Assert.True(debts.Owes(Key));
        Assert.Empty(debts.Next(10, withDoubtful: false).Keys);
        debts.Pay(Key, debts.Now);
        Assert.False(debts.Owes(Key));
    }

    [Theory]
    [InlineData(TierKind.Heap)]
    [InlineData(TierKind.File)]
    [InlineData(TierKind.Distributed)]
    public Task Thirty_seconds_without_a_tier_under_load(TierKind kind) => SeededRandom.RunAsync(
        async random =>
        {
            output.WriteLine($"seed {random.Seed}");
            var options = new CacheOptions { MaxConcurrentLoads = 8, MaxWaitingLoads = 10_000 };
            var clock = new ManualClock();
            await using var place = new FaultyPlace(kind, clock);
            await using var test = new HybridUnderTest(nodes: 3, options, tiers: place, clock: clock);
            var load = new Load(test, random, keys: 40);
            await load.RunAsync(seconds: 5);

            place.IsGone = true;
            await load.RunAsync(seconds: 30);
            place.IsGone = false;
            await load.RunAsync(seconds: 5);
            await BackToNormal(test);

            await load.CheckAllAsync();
            output.WriteLine($"{load.Calls} calls, {load.Loads} loads, at most {load.MostAtOnce} at once on one node");
            Assert.InRange(load.MostAtOnce, 1, 8);
        },
        output.WriteLine);

    internal static async Task BackToNormal(HybridUnderTest test)
    {
        // The breaker lets a call through after a while, and what is owed is paid in rounds.
        for (var i = 0; i < 200 && test.Owed > 0; i++)
        {
            test.Clock.Advance(Second);
            await test.Pump(Eventually.IsTrue("the round is over", () => test.IsRecoveryResting));
        }

        Assert.Equal(0, test.Owed);
    }

    /// <summary>Callers on all nodes at once; each step is awaited, so that whatever it throws is seen.</summary>
    private sealed class Load(HybridUnderTest test, SeededRandom random, int keys)
    {
        private readonly Origin _origin = new(keys);
        private readonly int[] _running = new int[3];
        private int _most;
        private int _loads;

        internal int Calls { get; private set; }

        internal int Loads => _loads;

        internal int MostAtOnce => _most;

        internal async Task RunAsync(int seconds)
        {
            for (var tenth = 0; tenth < seconds * 10; tenth++)
            {
                // Of two changes of one key at the same time nobody can say which is the later one: the second becomes a read.
                var (step, changed) = (new List<Task>(), new HashSet<int>());
                for (var i = 0; i < 6; i++)
                {
                    var (node, key, what) = (random.Next(3), random.Next(keys), random.Next(10));
                    step.Add(CallAsync(node, key, what > 1 || changed.Add(key) ? what : int.MaxValue));
                }

                Calls += step.Count;
                await test.Pump(Task.WhenAll(step)); // retries rest on the clock
                test.Clock.Advance(TimeSpan.FromMilliseconds(100));
            }
        }

        internal async Task CheckAllAsync()
        {
            for (var node = 0; node < 3; node++)
            {
                for (var key = 0; key < keys; key++)
                {
                    Assert.Equal(_origin.Read(key), await ReadAsync(node, key));
                }
            }
        }

        private async Task CallAsync(int node, int key, int what)
        {
            switch (what)
            {
                case 0:
                    await test[node].SetAsync(Origin.NameOf(key), _origin.Change(key));
                    break;
                case 1:
                    _origin.Change(key);
                    await test[node].RemoveAsync(Origin.NameOf(key));
                    break;
                default:
                    await ReadAsync(node, key);
                    break;
            }
        }

        private Task<long> ReadAsync(int node, int key) => test[node].GetOrCreateAsync(
            Origin.NameOf(key),
            (this, node, key),
            static async (it, _, _) =>
            {
                var (load, node, key) = it;
                Interlocked.Increment(ref load._loads);
                var running = Interlocked.Increment(ref load._running[node]);
                InterlockedMax(ref load._most, running);
                var version = load._origin.Read(key);
                await Task.Yield();
                Interlocked.Decrement(ref load._running[node]);
                return version;
            }).AsTask();

        private static void InterlockedMax(ref int place, int value)
        {
            for (var seen = Volatile.Read(ref place); value > seen;)
            {
                var found = Interlocked.CompareExchange(ref place, value, seen);
                if (found == seen) return;
                seen = found;
            }
        }
    }
}
