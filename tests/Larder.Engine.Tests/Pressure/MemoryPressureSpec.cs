using System.Runtime.CompilerServices;
using Larder.Engine.Pressure;
using Larder.Testing;

namespace Larder.Engine.Tests.Pressure;

public sealed class MemoryPressureSpec
{
    private static readonly MemoryPressureOptions Options = new();

    private readonly ManualClock _clock = new();
    private readonly FakeGauge _gauge = new();
    private readonly List<int> _trims = [];
    private readonly List<Exception> _faults = [];
    private int _count = 1_000;

    [Fact]
    public async Task Memory_is_looked_at_each_second()
    {
        int readings = 0;
        _gauge.Read = () => ++readings;
        await using var watch = Watch();
        Assert.Equal(0, readings);

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(5, readings);
    }

    [Fact]
    public async Task Under_pressure_one_trim_asks_for_one_collection_and_waits_for_it()
    {
        _gauge.Read = () => 0.95;
        await using var watch = Watch();

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([100], _trims);
        Assert.Equal(1, _gauge.Begun);

        _gauge.LastFullCollection++;
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([100, 90], _trims);
        Assert.Equal(2, _gauge.Begun);
    }

    [Fact]
    public async Task A_collection_that_runs_already_does_not_count_as_the_one_after_the_trim()
    {
        _gauge.Read = () => 0.95;
        _gauge.IsCollecting = true;
        await using var watch = Watch();
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([100], _trims);
        Assert.Equal(0, _gauge.Begun);

        _gauge.IsCollecting = false;
        _gauge.LastFullCollection++;
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([100], _trims);
        Assert.Equal(1, _gauge.Begun);

        _gauge.LastFullCollection++;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([100, 90], _trims);
    }

    [Fact]
    public async Task Without_pressure_nothing_is_trimmed_and_nothing_collected()
    {
        _gauge.Read = () => 0.90;
        await using var watch = Watch();

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Empty(_trims);
        Assert.Equal(0, _gauge.Begun);
    }

    [Fact]
    public async Task A_trim_that_found_nothing_asks_for_no_collection()
    {
        _gauge.Read = () => 0.95;
        await using var watch = new MemoryPressure(Options, _gauge, _clock, Load, _ => 0);

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(0, _gauge.Begun);
    }

    [Fact]
    public async Task A_reading_that_throws_is_no_pressure_and_is_reported_once()
    {
        var fault = new IOException("no such file");
        _gauge.Read = () => throw fault;
        await using var watch = Watch();

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Same(fault, Assert.Single(_faults));
        Assert.Empty(_trims);

        _gauge.Read = () => 0.95;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([100], _trims);
    }

    [Fact]
    public async Task A_trim_that_throws_is_reported_once_and_tried_again()
    {
        int tries = 0;
        _gauge.Read = () => 0.95;
        await using var watch = new MemoryPressure(
            Options, _gauge, _clock, Load, _ => throw new InvalidOperationException($"try {++tries}"), _faults.Add);

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(3, tries);
        Assert.Equal("try 1", Assert.Single(_faults).Message);
    }

    [Fact]
    public async Task A_report_that_throws_does_not_stop_the_checks()
    {
        _gauge.Read = () => throw new IOException();
        await using var watch = new MemoryPressure(
            Options, _gauge, _clock, Load, Trim, _ => throw new InvalidOperationException());
        _clock.Advance(TimeSpan.FromSeconds(1));

        _gauge.Read = () => 0.95;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([100], _trims);
    }

    [Fact]
    public async Task Checks_do_not_overlap()
    {
        _gauge.Read = () => 0.95;
        MemoryPressure? watch = null;
        watch = new MemoryPressure(Options, _gauge, _clock, Load, entries =>
        {
            _gauge.LastFullCollection++;
            watch!.Check();
            return Trim(entries);
        });
        await using var _ = watch;

        watch.Check();

        Assert.Equal([100], _trims);
    }

    [Fact]
    public async Task After_disposal_nothing_is_looked_at_and_no_timer_is_left()
    {
        int readings = 0;
        _gauge.Read = () => ++readings;
        var watch = Watch();
        Assert.Equal(1, _clock.ActiveTimers);

        await watch.DisposeAsync();
        await watch.DisposeAsync();
        _clock.Advance(TimeSpan.FromSeconds(3));
        watch.Check();

        Assert.Equal(0, readings);
        Assert.Equal(0, _clock.ActiveTimers);
    }

    [Fact]
    public async Task Disposal_waits_for_the_check_that_runs()
    {
        var entered = new Gate("check entered");
        var leave = new Gate("check may leave");
        _gauge.Read = () =>
        {
            entered.Open();
            leave.Wait();
            return 0;
        };
        var watch = Watch();
        var check = Task.Run(watch.Check);
        await entered.WaitAsync();

        var disposal = watch.DisposeAsync().AsTask();
        var again = watch.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        Assert.False(again.IsCompleted);

        leave.Open();
        await Task.WhenAll(disposal, again, check).WaitAsync(WaitLimit.Default);
    }

    [Fact]
    public void A_store_that_ignores_pressure_has_no_timer()
    {
        Assert.Null(MemoryPressure.Start(MemoryPressureOptions.Off, _clock, Load, Trim));
        Assert.Equal(0, _clock.TimersCreated);
    }

    [Fact]
    public async Task The_reading_of_the_options_is_the_one_that_counts()
    {
        await using var watch = MemoryPressure.Start(Options with { Reading = () => 0.95 }, _clock, Load, Trim);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([100], _trims);
    }

    [Fact]
    public void A_watch_that_is_forgotten_is_collected_and_its_timer_ends()
    {
        var forgotten = Forget();

        MemoryProbe.AssertReclaimed("watch", forgotten);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, _clock.ActiveTimers);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Forget() => MemoryProbe.Track(Watch, _ => { });

    private MemoryPressure Watch() => new(Options, _gauge, _clock, Load, Trim, _faults.Add);

    private StoreLoad Load() => new(_count, _count, Capacity: 1_000);

    private int Trim(int entries)
    {
        _trims.Add(entries);
        _count -= entries;
        return entries;
    }
}
