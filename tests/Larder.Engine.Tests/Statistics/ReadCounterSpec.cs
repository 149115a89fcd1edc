using System.Runtime.CompilerServices;
using Larder.Engine.Statistics;
using Larder.Testing;

namespace Larder.Engine.Tests.Statistics;

/// <remarks>The ledger belongs to the process, so tests that look at its size must not run beside others.</remarks>
[Collection(nameof(ReadCounterSpec))]
[CollectionDefinition(nameof(ReadCounterSpec), DisableParallelization = true)]
public sealed class ReadCounterSpec
{
    [Fact]
    public void A_new_counter_has_counted_nothing()
    {
        using var counter = new ReadCounter();

        Assert.Equal(new ReadCounts(0, 0), counter.Read());
    }

    [Fact]
    public void Hits_and_misses_are_counted_apart()
    {
        using var counter = new ReadCounter();

        counter.Hit();
        counter.Hit();
        counter.Miss();

        Assert.Equal(new ReadCounts(2, 1), counter.Read());
    }

    [Fact]
    public void Counts_of_many_threads_are_exact_when_they_are_quiet()
    {
        const int threads = 8;
        const int rounds = 20_000;
        using var counter = new ReadCounter();
        using var counted = new CountdownEvent(threads);
        using var leave = new ManualResetEventSlim();

        var running = Start(threads, () =>
        {
            Count(counter, hits: rounds, misses: rounds / 2);
            counted.Signal();
            leave.Wait();
        });
        counted.Wait();

        Assert.Equal(new ReadCounts(threads * rounds, threads * rounds / 2), counter.Read());

        leave.Set();
        Join(running);
    }

    [Fact]
    public void Reading_while_others_count_never_goes_back_and_ends_exact()
    {
        const int rounds = 200_000;
        using var counter = new ReadCounter();

        var running = Start(2, () => Count(counter, hits: rounds, misses: 0));
        long last = 0;
        while (running.Any(thread => thread.IsAlive))
        {
            long now = counter.Read().Hits;
            Assert.InRange(now, last, 2 * rounds);
            last = now;
        }

        Join(running);
        Assert.Equal(2 * rounds, counter.Read().Hits);
    }

    [Fact]
    public void Several_stores_on_one_thread_do_not_mix()
    {
        var counters = Enumerable.Range(0, 100).Select(_ => new ReadCounter()).ToArray();

        for (int i = 0; i < counters.Length; i++)
        {
            Count(counters[i], hits: i, misses: 2 * i);
        }

        for (int i = 0; i < counters.Length; i++)
        {
            Assert.Equal(new ReadCounts(i, 2 * i), counters[i].Read());
            counters[i].Dispose();
        }
    }

    [Fact]
    public void Counts_outlive_their_threads_and_the_cells_do_not()
    {
        const int threads = 2_000;
        using var counter = new ReadCounter();
        int before = ReadLedger.ThreadCount;

        for (int i = 0; i < threads; i++)
        {
            Join(Start(1, () => Count(counter, hits: 3, misses: 1)));
        }

        bool areFew = Collection.Brings(() => ReadLedger.ThreadCount <= before + 5);
        Assert.True(areFew, $"{ReadLedger.ThreadCount} threads.");
        Assert.Equal(new ReadCounts(threads * 3, threads), counter.Read());
    }

    [Fact]
    public void Counts_stay_exact_while_threads_are_born_and_collected()
    {
        using var counter = new ReadCounter();

        for (int i = 1; i <= 100; i++)
        {
            Join(Start(4, () => Count(counter, hits: 1, misses: 2)));
            if (i % 10 == 0)
            {
                MemoryProbe.Collect();
            }

            Assert.Equal(new ReadCounts(4 * i, 8 * i), counter.Read());
        }
    }

    [Fact]
    public void A_store_in_a_reused_slot_begins_at_zero_on_every_thread()
    {
        using var step = new Barrier(2);
        var first = new ReadCounter();
        ReadCounter? second = null;
        var other = Start(1, () =>
        {
            Count(first, hits: 10, misses: 10);
            step.SignalAndWait();
            step.SignalAndWait();
            Count(second!, hits: 1, misses: 0);
        });
        Count(first, hits: 5, misses: 5);
        step.SignalAndWait();

        int slots = ReadLedger.SlotCount;
        first.Dispose();
        second = new ReadCounter();
        Assert.Equal(slots, ReadLedger.SlotCount);
        Assert.Equal(new ReadCounts(0, 0), second.Read());
        step.SignalAndWait();
        Join(other);

        Assert.Equal(new ReadCounts(1, 0), second.Read());
        Assert.Equal(new ReadCounts(15, 15), first.Read());
        second.Dispose();
    }

    [Fact]
    public void Late_counts_of_a_disposed_store_reach_no_other()
    {
        var first = new ReadCounter();
        first.Hit();
        first.Dispose();
        using var second = new ReadCounter();

        second.Hit();
        Count(first, hits: 100, misses: 100);
        Join(Start(1, () => Count(first, hits: 100, misses: 100)));
        second.Hit();

        Assert.Equal(new ReadCounts(2, 0), second.Read());
        Assert.Equal(new ReadCounts(1, 0), first.Read());
    }

    [Fact]
    public void Disposing_twice_frees_the_slot_once()
    {
        var first = new ReadCounter();
        first.Dispose();
        first.Dispose();

        using var second = new ReadCounter();
        using var third = new ReadCounter();
        second.Hit();

        Assert.Equal(0, third.Read().Hits);
    }

    [Fact]
    public void Stores_that_come_and_go_need_no_more_slots()
    {
        MemoryProbe.Collect();
        new ReadCounter().Dispose();
        int slots = ReadLedger.SlotCount;

        for (int i = 0; i < 1_000; i++)
        {
            using var counter = new ReadCounter();
            counter.Hit();
        }

        Assert.Equal(slots, ReadLedger.SlotCount);
    }

    [Fact]
    public void A_store_that_is_forgotten_is_collected_and_its_slot_reused()
    {
        var forgotten = Forget();
        Assert.True(Collection.Brings(() => !forgotten.TryGetTarget(out _)));
        int slots = ReadLedger.SlotCount;

        using var next = new ReadCounter();

        Assert.Equal(slots, ReadLedger.SlotCount);
        Assert.Equal(new ReadCounts(0, 0), next.Read());
    }

    [Fact]
    public void Counting_allocates_nothing_after_the_first_count()
    {
        using var counter = new ReadCounter();
        Count(counter, hits: 1, misses: 1);

        Assert.Equal(0, AllocationMeter.BytesOf(() => Count(counter, hits: 10, misses: 10)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<ReadCounter> Forget()
    {
        var counter = new ReadCounter();
        Count(counter, hits: 7, misses: 7);
        return new WeakReference<ReadCounter>(counter);
    }

    private static void Count(ReadCounter counter, int hits, int misses)
    {
        for (int i = 0; i < hits; i++)
        {
            counter.Hit();
        }

        for (int i = 0; i < misses; i++)
        {
            counter.Miss();
        }
    }

    private static Thread[] Start(int count, ThreadStart body)
    {
        var threads = Enumerable.Range(0, count).Select(_ => new Thread(body) { IsBackground = true }).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        return threads;
    }

    private static void Join(Thread[] threads)
    {
        foreach (var thread in threads)
        {
            Assert.True(thread.Join(WaitLimit.Team));
        }
    }
}
