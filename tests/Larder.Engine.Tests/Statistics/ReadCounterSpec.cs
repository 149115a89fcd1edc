using System.Runtime.CompilerServices;
using Larder.Engine.Statistics;
using Larder.Testing;

namespace Larder.Engine.Tests.Statistics;

public sealed class ReadCounterSpec
{
    [Fact]
    public void A_new_counter_has_counted_nothing()
    {
        var counter = new ReadCounter();

        Assert.Equal(new ReadCounts(0, 0), counter.Read());
    }

    [Fact]
    public void Hits_and_misses_are_counted_apart()
    {
        var counter = new ReadCounter();

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
        var counter = new ReadCounter();
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
        var counter = new ReadCounter();

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
        }
    }

    [Fact]
    public void Counts_outlive_their_threads_and_cells_stay_few()
    {
        const int threads = 2_000;
        var counter = new ReadCounter();

        for (int i = 0; i < threads; i++)
        {
            Join(Start(1, () => Count(counter, hits: 3, misses: 1)));
        }

        Assert.Equal(new ReadCounts(threads * 3, threads), counter.Read());
        Assert.InRange(counter.CellCount, 1, ReadCounter.MostCells);
    }

    [Fact]
    public void Pages_beyond_the_bound_are_counted_together_and_exactly()
    {
        const int threads = 8;
        var counter = new ReadCounter(mostCells: 1);

        Join(Start(threads, () => Count(counter, hits: 5_000, misses: 500)));

        Assert.Equal(new ReadCounts(threads * 5_000, threads * 500), counter.Read());
        Assert.Equal(1, counter.CellCount);
    }

    [Fact]
    public void Deep_calls_count_from_pages_of_their_own()
    {
        var counter = new ReadCounter();

        CountDeep(counter, 400);

        Assert.Equal(400, counter.Read().Hits);
        Assert.InRange(counter.CellCount, 2, ReadCounter.MostCells);
    }

    [Fact]
    public void Counts_stay_exact_while_threads_are_born_and_collected()
    {
        var counter = new ReadCounter();

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
    public void Counting_allocates_nothing_after_the_first_count()
    {
        var counter = new ReadCounter();
        Count(counter, hits: 1, misses: 1);

        Assert.Equal(0, AllocationMeter.BytesOf(() => Count(counter, hits: 10, misses: 10)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountDeep(ReadCounter counter, int depth)
    {
        Span<byte> frame = stackalloc byte[512];
        frame.Fill((byte)depth);
        counter.Hit();
        return depth == 1 ? frame[0] : CountDeep(counter, depth - 1) + frame[511];
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
