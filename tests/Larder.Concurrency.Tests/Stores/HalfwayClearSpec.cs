using Larder.Engine;
using Larder.Engine.Store;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>
/// A clear is held up when its entries have left the table and are not retired yet, and others meet them there.
/// </summary>
public sealed class HalfwayClearSpec
{
    private static readonly EntryOptions Hour = new() { Expiration = TimeSpan.FromHours(1) };
    private static readonly EntryOptions SlidingHour = new() { Sliding = TimeSpan.FromHours(1) };

    private readonly PausingClock _clock = new();
    private CallingThread? _clearing;

    // The update put an entry of another shape where the old one no longer was.
    [Fact]
    public void An_update_that_saw_the_value_before_the_clear_finds_it_gone()
    {
        using var store = Store();
        store.Set(1, new Watched(() => ClearHalfway(store)), Hour);

        var updated = store.TryUpdate(1, new Watched(null), new Watched(null), SlidingHour);
        Finish();

        Assert.False(updated);
        Assert.Equal(0, store.Count);
        store.AssertInvariants();
    }

    // The removal counted an entry that had been counted as cleared.
    [Fact]
    public void A_removal_that_saw_the_value_before_the_clear_finds_it_gone()
    {
        using var store = Store();
        store.Set(1, new Watched(() => ClearHalfway(store)), Hour);

        var removed = store.TryRemove(1, new Watched(null));
        Finish();

        Assert.False(removed);
        Assert.Equal(0, store.Count);
        Assert.Equal(1, store.GetStatistics().Cleared);
        store.AssertInvariants();
    }

    // The new entry went into the queues before these were emptied, and then sat on none.
    [Fact]
    public void What_is_written_meanwhile_stays_and_can_be_evicted()
    {
        using var store = Store();
        store.Set(1, new Watched(null), Hour);
        ClearHalfway(store);

        store.Set(2, new Watched(null), Hour);
        Finish();

        Assert.True(store.TryGet(2, out _));
        Assert.Equal(1, store.Trim(1));
        Assert.Equal(0, store.Count);
        store.AssertInvariants();
    }

    private MemoryStore<long, Watched> Store() =>
        new(new StoreOptions { Time = _clock, MemoryPressure = MemoryPressureOptions.Off });

    private void ClearHalfway(MemoryStore<long, Watched> store)
    {
        _clearing = new CallingThread(() =>
        {
            _clock.ChooseThisThread();
            store.Clear();
            return "cleared";
        });
        _clock.AwaitPause();
    }

    private void Finish()
    {
        _clock.GoOn();
        _clearing!.Join();
        Assert.Equal("cleared", _clearing.Answer);
    }

    /// <summary>A value that is equal to every other, and lets something happen when it is first compared.</summary>
    private sealed class Watched(Action? compared) : IEquatable<Watched>
    {
        private Action? _compared = compared;

        public bool Equals(Watched? other)
        {
            Interlocked.Exchange(ref _compared, null)?.Invoke();
            return other is not null;
        }

        public override bool Equals(object? obj) => Equals(obj as Watched);

        public override int GetHashCode() => 0;
    }
}
