using Larder.Engine;
using Larder.Engine.Store;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>
/// A hit that is about to slide a deadline meets a write that sets the very deadline the hit saw, on other terms.
/// </summary>
/// <remarks>
/// The hit moves the deadline by compare-and-swap, and the deadline it compares with is there again. What it would set
/// follows from the terms before the write, and would outlive those of the write.
/// </remarks>
[Collection(nameof(MeasuredAlone))]
public sealed class SlidingRaceSpec(ITestOutputHelper output)
{
    private const int Keys = 256;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan HalfHour = Hour / 2;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Terms that end, half an hour after the entry was written to slide by an hour, when it would have.</summary>
    public static TheoryData<string> Terms => ["a deadline", "a shorter sliding", "a cap", "a cap that comes and goes"];

    [Theory]
    [MemberData(nameof(Terms))]
    public void A_hit_never_slides_by_terms_from_before_the_write(string terms) =>
        SeededRandom.Run(
            random =>
            {
                var rounds = TestScale.Current.Of($"hits against writes of {terms}, times {Keys}", 200, 5_000);
                var clock = new ManualClock();
                using var store = new MemoryStore<long, string>(
                    new StoreOptions { Capacity = 2 * Keys, Time = clock, MemoryPressure = MemoryPressureOptions.Off });
                var steps = new LockStep();

                for (var round = 0; round < rounds; round++)
                {
                    for (var key = 0L; key < Keys; key++) store.Set(key, "old", new EntryOptions { Sliding = Hour });
                    clock.Advance(HalfHour);

                    ThreadTeam.Run(2, random.Fork(round), (lane, chance) =>
                    {
                        for (var key = 0L; key < Keys; key++)
                        {
                            steps.Meet(lane, chance);
                            if (lane == 0) Assert.True(store.TryGet(key, out _), $"Key {key} was missed.");
                            else Write(store, key, terms);
                        }
                    });

                    clock.Advance(HalfHour + Minute);
                    Assert.Equal([], store.ListAll().Select(static entry => (entry.Key, entry.ExpiresIn)));
                    Assert.Equal(0, store.Count);
                }

                store.AssertInvariants();
            },
            output.WriteLine);

    private static void Write(MemoryStore<long, string> store, long key, string terms)
    {
        switch (terms)
        {
            case "a deadline":
                store.Set(key, "new", new EntryOptions { Expiration = HalfHour });
                break;
            case "a shorter sliding":
                store.Set(key, "new", new EntryOptions { Sliding = HalfHour });
                break;
            case "a cap":
                store.Set(key, "new", new EntryOptions { Sliding = Hour, Expiration = HalfHour });
                break;
            default:
                store.Set(key, "newer", new EntryOptions { Sliding = Hour, Expiration = Hour });
                store.Set(key, "new", new EntryOptions { Expiration = HalfHour });
                break;
        }
    }
}
