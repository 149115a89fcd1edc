using Larder.Engine;
using Larder.Engine.Flights;
using Larder.Engine.Store;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>
/// Flights that are begun and published while the store is cleared and trimmed: a clear ends them, a trim does not,
/// since it only makes room and says nothing about what is true.
/// </summary>
public sealed class FlightRaceSpec(ITestOutputHelper output)
{
    private const int Keys = 16;
    private static readonly EntryOptions Hour = new() { Expiration = TimeSpan.FromHours(1) };

    [Fact]
    public void A_flight_begun_before_a_clear_is_not_published_after_it()
    {
        using var store = Store();
        var flight = Begin(store, 1);

        store.Clear();

        Assert.False(flight.IsAlive);
        Assert.False(store.TryPublish(flight, "old"));
        Assert.False(store.AbandonFlight(flight));
        Assert.True(store.TryPublish(Begin(store, 1), "new"));
        Assert.True(store.TryGet(1, out var value));
        Assert.Equal("new", value);
        store.AssertInvariants();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_trim_ends_no_flight(bool besideEntry)
    {
        using var store = Store();
        if (besideEntry) store.Set(1, "old");
        store.Set(2, "other");
        var flight = Begin(store, 1, evenIfPresent: besideEntry);

        Assert.Equal(besideEntry ? 2 : 1, store.Trim(1));

        Assert.True(flight.IsAlive);
        Assert.True(store.TryPublish(flight, "new"));
        Assert.True(store.TryGet(1, out var value));
        Assert.Equal("new", value);
        Assert.Equal(1, store.Count);
        store.AssertInvariants();
    }

    [Fact]
    public void What_is_begun_and_published_halfway_through_a_clear_stays()
    {
        var clock = new PausingClock();
        using var store = new MemoryStore<long, string>(
            new StoreOptions { Time = clock, MemoryPressure = MemoryPressureOptions.Off });
        store.Set(1, "cleared", Hour);
        var before = Begin(store, 2);
        var clearing = new CallingThread(() =>
        {
            clock.ChooseThisThread();
            store.Clear();
            return "cleared";
        });
        clock.AwaitPause();

        var publishedBefore = store.TryPublish(before, "from before", Hour);
        var publishedMeanwhile = store.TryPublish(Begin(store, 1), "meanwhile", Hour);
        var across = Begin(store, 2);
        clock.GoOn();
        clearing.Join();

        Assert.Equal("cleared", clearing.Answer);
        Assert.False(publishedBefore);
        Assert.True(publishedMeanwhile);
        Assert.True(store.TryPublish(across, "across", Hour));
        Assert.True(store.TryGet(1, out var first));
        Assert.Equal("meanwhile", first);
        Assert.True(store.TryGet(2, out var second));
        Assert.Equal("across", second);
        Assert.Equal(2, store.Trim(1));
        store.AssertInvariants();
    }

    [Fact]
    public void Loads_clears_and_trims_agree_on_what_was_published() =>
        SeededRandom.Run(
            random =>
            {
                foreach (var policy in Enum.GetValues<EvictionPolicy>())
                {
                    using var run = new Run(policy);
                    var calls = TestScale.Current.Of("flights against clears and trims, calls", 20_000, 1_000_000);

                    ThreadTeam.Run(4, random.Fork((int)policy), (lane, chance) =>
                    {
                        for (var i = 0; i < calls; i++) run.Use(lane, chance);
                    });

                    run.AssertBalance();
                }
            },
            output.WriteLine);

    private static MemoryStore<long, string> Store() =>
        new(new StoreOptions { Capacity = 100, MemoryPressure = MemoryPressureOptions.Off });

    private static Flight<long> Begin(MemoryStore<long, string> store, long key, bool evenIfPresent = false)
    {
        var flight = new Flight<long>(key);
        Assert.Equal(FlightStart.Leads, store.BeginFlight(key, flight, out var joined, out _, evenIfPresent));
        Assert.Same(flight, joined);
        return flight;
    }

    /// <summary>Threads that load, clear and trim one store, and what must come of it.</summary>
    /// <remarks>Invariants: all counts are interlocked; the books are read when the threads were joined.</remarks>
    private sealed class Run(EvictionPolicy policy) : IDisposable
    {
        private readonly MemoryStore<long, Loaded> _store = new(new StoreOptions
        {
            Capacity = Keys / 2,
            Eviction = policy,
            MemoryPressure = MemoryPressureOptions.Off,
        });

        private long _clearsBegun;
        private long _clearsDone;
        private long _led;
        private long _published;
        private long _abandoned;

        internal void Use(int lane, SeededRandom chance)
        {
            var key = (long)chance.Next(Keys);
            switch (chance.Next(100))
            {
                case 0 when lane == 0:
                    Interlocked.Increment(ref _clearsBegun); // partner: the read when a value is loaded
                    _store.Clear();
                    Interlocked.Increment(ref _clearsDone); // partner: the read before a look-up
                    break;
                case < 3:
                    _store.Trim(chance.NextDouble());
                    break;
                case < 50:
                    Load(key, refresh: chance.Next(4) == 0, abandon: chance.Next(8) == 0);
                    break;
                default:
                    Look(key);
                    break;
            }
        }

        internal void AssertBalance()
        {
            _store.AssertInvariants();
            var statistics = _store.GetStatistics();
            Assert.Equal(_led, statistics.Loads);
            Assert.Equal(_published, statistics.Sets);
            Assert.Equal(_abandoned, statistics.LoadFailures);

            // Whatever was in the air has ended: each key can be led again at once.
            for (var key = 0L; key < Keys; key++)
            {
                var flight = new Flight<long>(key);
                Assert.Equal(FlightStart.Leads, _store.BeginFlight(key, flight, out _, out _, evenIfPresent: true));
                Assert.True(_store.AbandonFlight(flight));
            }

            _store.Trim(1);
            Assert.Equal(0, _store.Count);
        }

        public void Dispose() => _store.Dispose();

        private void Load(long key, bool refresh, bool abandon)
        {
            var flight = new Flight<long>(key);
            if (_store.BeginFlight(key, flight, out _, out _, refresh) != FlightStart.Leads) return;
            Interlocked.Increment(ref _led);
            var loaded = new Loaded(key, Interlocked.Read(ref _clearsBegun)); // partner: the increment before a clear
            if (abandon)
            {
                if (_store.AbandonFlight(flight)) Interlocked.Increment(ref _abandoned);
            }
            else if (_store.TryPublish(flight, loaded))
            {
                Interlocked.Increment(ref _published);
            }

            Assert.False(flight.IsAlive, "A flight that was published or abandoned is in the air.");
        }

        private void Look(long key)
        {
            var done = Interlocked.Read(ref _clearsDone); // partner: the increment after a clear
            if (!_store.TryGet(key, out var found)) return;
            Assert.Equal(key, found.Key);
            Assert.True(
                found.ClearsBegun >= done,
                $"Key {key} was loaded when {found.ClearsBegun} clears had begun, and {done} were done.");
        }

        private sealed record Loaded(long Key, long ClearsBegun);
    }
}
