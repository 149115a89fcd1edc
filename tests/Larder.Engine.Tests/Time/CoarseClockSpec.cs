using System.Runtime.CompilerServices;
using Larder.Engine.Tests.Statistics;
using Larder.Engine.Time;
using Larder.Testing;

namespace Larder.Engine.Tests.Time;

/// <remarks>One test starves the thread pool of the process, so nothing may run beside these.</remarks>
[Collection(nameof(CoarseClockSpec))]
[CollectionDefinition(nameof(CoarseClockSpec), DisableParallelization = true)]
public sealed class CoarseClockSpec
{
    [Fact]
    public void All_clocks_of_the_system_are_one()
    {
        Assert.Same(CoarseClock.Over(TimeProvider.System), CoarseClock.Over(TimeProvider.System));
    }

    [Theory]
    [InlineData(10_000_000, 12_345, 12_345)]
    [InlineData(1_000_000_000, 12_345, 123)]
    [InlineData(1_000, 7, 70_000)]
    [InlineData(3_000_000, 3_000_001, 10_000_003)]
    [InlineData(1_000_000_000, long.MaxValue, long.MaxValue / 100)]
    public void Another_provider_is_read_directly_in_ticks_of_its_frequency(long frequency, long stamp, long expected)
    {
        var time = new SteppedTime(frequency);
        var clock = CoarseClock.Over(time);
        Assert.Equal(0, clock.Now);

        time.Stamp = stamp;

        Assert.Equal(expected, clock.Now);
        Assert.Equal(expected, clock.Advance());
    }

    [Fact]
    public void Clocks_over_one_provider_agree_whenever_they_were_made()
    {
        var time = new SteppedTime(1_000) { Stamp = 5 };
        var early = CoarseClock.Over(time);
        time.Stamp = 9;

        Assert.Equal(early.Now, CoarseClock.Over(time).Now);
    }

    [Fact]
    public void Leases_over_another_provider_start_no_thread()
    {
        var clock = CoarseClock.Over(new SteppedTime(1_000));

        using var lease = clock.AcquireLease();

        Assert.False(clock.IsTicking);
    }

    [Fact]
    public void Without_a_lease_the_time_is_that_of_the_last_advance()
    {
        var clock = OfSystem();
        Assert.False(clock.IsTicking);

        long advanced = clock.Advance();
        WaitUntilSystemTimeMoves();

        Assert.Equal(advanced, clock.Now);
        Assert.True(clock.Advance() > advanced);
    }

    [Fact]
    public void With_a_lease_the_time_moves_by_itself()
    {
        var clock = OfSystem();
        using var lease = clock.AcquireLease();

        AssertMoves(clock);
    }

    [Fact]
    public void The_thread_runs_from_the_first_lease_to_the_last_and_again()
    {
        var clock = OfSystem();

        for (int round = 0; round < 3; round++)
        {
            var first = clock.AcquireLease();
            var second = clock.AcquireLease();
            first.Dispose();
            first.Dispose();
            Assert.True(clock.IsTicking);
            AssertMoves(clock);

            second.Dispose();
            Assert.False(clock.IsTicking);
        }
    }

    [Fact]
    public void Leases_taken_and_given_back_in_a_race_leave_no_thread_and_lose_none()
    {
        var clock = OfSystem();

        ThreadTeam.Run(4, _ =>
        {
            for (int i = 0; i < 500; i++)
            {
                using var lease = clock.AcquireLease();
                Assert.True(clock.IsTicking);
            }
        });

        Assert.False(clock.IsTicking);
        using var last = clock.AcquireLease();
        AssertMoves(clock);
    }

    [Fact]
    public void A_forgotten_lease_ends_when_it_is_collected()
    {
        var clock = OfSystem();
        ForgetLease(clock);
        Assert.True(clock.IsTicking);

        Assert.True(Collection.Brings(() => !clock.IsTicking));
    }

    [Fact]
    public void The_time_never_goes_back_while_many_advance_it()
    {
        var clock = OfSystem();
        using var lease = clock.AcquireLease();

        ThreadTeam.Run(4, _ =>
        {
            long last = clock.Now;
            for (int i = 0; i < 200_000; i++)
            {
                long now = (i & 7) == 0 ? clock.Advance() : clock.Now;
                Assert.True(now >= last);
                last = now;
            }
        });
    }

    [Fact]
    public void A_starved_thread_pool_does_not_stop_the_time()
    {
        var clock = OfSystem();
        ThreadPool.GetMinThreads(out int minWorkers, out int minPorts);
        ThreadPool.GetMaxThreads(out int maxWorkers, out int maxPorts);
        using var release = new ManualResetEventSlim();
        using var probe = new ManualResetEventSlim();
        int limit = Math.Max(minWorkers, Environment.ProcessorCount);

        Assert.True(ThreadPool.SetMaxThreads(limit, maxPorts));
        try
        {
            for (int i = 0; i < 4 * limit + ThreadPool.ThreadCount; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => release.Wait(), state: null);
            }

            ThreadPool.UnsafeQueueUserWorkItem(_ => probe.Set(), state: null);
            using var lease = clock.AcquireLease();

            AssertMoves(clock);
            AssertMoves(clock);
            Assert.False(probe.IsSet);
        }
        finally
        {
            release.Set();
            ThreadPool.SetMaxThreads(maxWorkers, maxPorts);
        }

        Assert.True(probe.Wait(WaitLimit.Default));
    }

    [Fact]
    public void Reading_the_time_allocates_nothing()
    {
        var clock = OfSystem();
        long sum = 0;

        long bytes = AllocationMeter.BytesOf(() => sum += clock.Now + clock.Advance());

        Assert.Equal(0, bytes);
        Assert.NotEqual(0, sum);
    }

    /// <summary>A clock of its own: that of the process may be leased by stores of other tests.</summary>
    private static CoarseClock OfSystem() => new(provider: null);

    private static void AssertMoves(CoarseClock clock)
    {
        long before = clock.Now;

        Assert.True(SpinWait.SpinUntil(() => clock.Now > before, WaitLimit.Default));
    }

    private static void WaitUntilSystemTimeMoves()
    {
        long before = Environment.TickCount64;
        SpinWait.SpinUntil(() => Environment.TickCount64 > before + 1, WaitLimit.Default);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForgetLease(CoarseClock clock) => clock.AcquireLease();
}
