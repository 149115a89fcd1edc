using Larder.Engine;
using Larder.Testing;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>Compare-and-update is what it says: of many writers who saw one value, one gets through.</summary>
public sealed class UpdateSpec
{
    private const int Threads = 4;
    private const int Keys = 3;

    public static TheoryData<TermsKind> Terms() => [.. Enum.GetValues<TermsKind>()];

    [Theory]
    [MemberData(nameof(Terms))]
    public void No_increment_of_a_counter_is_lost(TermsKind terms)
    {
        var increments = TestScale.Current.Of("increments by each thread", 1_000, 100_000);
        foreach (var shape in StoreShape.AllWith(terms))
        {
            using var store = NumberedStore.Create(shape, new StoreOptions { Capacity = 100 });
            for (var key = 0; key < Keys; key++) store.Set(key, NumberedStore.NumberOf(key, 0, 0));

            ThreadTeam.Run(Threads, _ =>
            {
                for (var i = 0; i < increments; i++) Increment(store, i % Keys);
            });

            var total = 0L;
            for (var key = 0; key < Keys; key++)
            {
                Assert.True(store.TryGet(key, out var counter));
                total += NumberedStore.SequenceOf(counter);
            }

            Assert.Equal(Threads * increments, total);
            store.AssertInvariants();
        }
    }

    [Theory]
    [MemberData(nameof(Terms))]
    public void Of_many_who_add_or_remove_one_key_one_succeeds_each_time(TermsKind terms)
    {
        var rounds = TestScale.Current.Of("adds and removals by each thread", 2_000, 100_000);
        foreach (var shape in StoreShape.AllWith(terms))
        {
            using var store = NumberedStore.Create(shape, new StoreOptions { Capacity = 100 });
            long added = 0, removed = 0;

            ThreadTeam.Run(Threads, lane =>
            {
                for (var i = 0; i < rounds; i++)
                {
                    var value = NumberedStore.NumberOf(1, lane, i);
                    if (store.TryAdd(1, value)) Interlocked.Increment(ref added);
                    if (store.TryRemove(1, out _)) Interlocked.Increment(ref removed);
                }
            });

            Assert.Equal(added - removed, store.Count);
            store.AssertInvariants();
        }
    }

    private static void Increment(NumberedStore store, int key)
    {
        while (true)
        {
            Assert.True(store.TryGet(key, out var seen), "A counter vanished.");
            if (store.TryUpdate(key, NumberedStore.NumberOf(key, 0, NumberedStore.SequenceOf(seen) + 1), seen)) return;
        }
    }
}
