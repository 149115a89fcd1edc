using Larder.Engine.Flights;

namespace Larder.Reading;

/// <summary>A load in the air, as far as its waiters know it: who waits, and what ends it.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item><c>_waiters</c> begins at one, for the leader, and moves by compare-and-swap. From zero it never rises again:
/// whoever brings it to zero cancels the load, and whoever comes later begins another.</item>
/// <item>A waiter whose time limit passed, and whose options want the load completed, does not give its place up: the load
/// then ends by itself or with the cache.</item>
/// <item><c>_placeWaived</c> is made on first need, by compare-and-swap, and completes at most once.</item>
/// </list>
/// </remarks>
internal abstract class LoadFlight : Flight<string>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource? _placeWaived;
    private int _waiters = 1;
    private int _tiers;

    private protected LoadFlight(string key, ResolvedOptions options, long beganEpoch, bool isRefresh)
        : base(key)
    {
        Options = options;
        BeganEpoch = beganEpoch;
        IsRefresh = isRefresh;
        Token = _stop.Token;
        _tiers = (int)options.Tiers;
    }

    internal ResolvedOptions Options { get; }

    /// <summary>The invalidation epoch when it began: its value is as true as the tags were then.</summary>
    internal long BeganEpoch { get; }

    internal bool IsRefresh { get; }

    /// <summary>What the factory decides; null until it is let run.</summary>
    internal CacheEntryContext? Context { get; set; }

    /// <summary>The tags of the value, known once the load has ended well.</summary>
    internal string[] FinalTags { get; set; } = [];

    /// <summary>What the factory is given. Kept apart from its source, which is disposed when the load has ended.</summary>
    internal CancellationToken Token { get; }

    /// <summary>Whether it only looks into the tier beyond memory, and makes nothing.</summary>
    internal bool IsLook { get; init; }

    /// <summary>Whether a stale value from there ends it; not the second time, nor behind a value that is served meanwhile.</summary>
    internal bool AcceptsStale { get; set; } = true;

    /// <summary>Whether it ended by putting a stale value into memory, which has to be judged. Written before it ends.</summary>
    internal bool HasFilled { get; private protected set; }

    /// <summary>The version in the tier that its value may be written over.</summary>
    internal long Fence { get; set; } = Writing.FarTier.NoFence;

    /// <summary>The versions of the tags it began with; null when there is no telling.</summary>
    internal long[]? TagVersions { get; set; }

    /// <summary>The slot that it put into memory.</summary>
    internal Memory.Slot? Published { get; set; }

    /// <summary>What the leader and every follower want read and written, together.</summary>
    internal CacheTiers Tiers => (CacheTiers)Volatile.Read(ref _tiers); // partner: the Or in TryJoin

    internal abstract bool HasEnded { get; }

    /// <summary>Completes when the load shall not wait for a place any longer.</summary>
    internal Task PlaceWaived => PlaceWaiver().Task;

    /// <summary>Whether it ended without a value for its key, and without an error. Written before it ends.</summary>
    internal bool HasNoValue { get; private protected set; }

    /// <summary>Takes a place among the waiters; false when the last one has left already.</summary>
    internal bool TryJoin(CacheTiers tiers)
    {
        for (var seen = Volatile.Read(ref _waiters); seen > 0;)
        {
            var found = Interlocked.CompareExchange(ref _waiters, seen + 1, seen);
            if (found == seen)
            {
                Interlocked.Or(ref _tiers, (int)tiers);
                return true;
            }

            seen = found;
        }

        return false;
    }

    /// <summary>
    /// Lets the load run without a place of its own: somebody who sits on one waits for it, and might never get up else.
    /// </summary>
    internal void WaivePlace() => PlaceWaiver().TrySetResult();

    /// <summary>Gives a place among the waiters up.</summary>
    /// <returns>Whether nobody waits any more.</returns>
    internal bool Leave() => Interlocked.Decrement(ref _waiters) == 0;

    /// <summary>Cancels the token of the factory. User code may hang on that token: call it with no lock held.</summary>
    internal void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended in the same moment: there is nothing left to stop.
        }
        catch (AggregateException)
        {
            // What a callback of the factory's throws is the factory's own affair.
        }
    }

    public void Dispose() => _stop.Dispose();

    private TaskCompletionSource PlaceWaiver()
    {
        if (Volatile.Read(ref _placeWaived) is { } there) // partner: the compare-and-swap below
        {
            return there;
        }

        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Interlocked.CompareExchange(ref _placeWaived, made, null) ?? made;
    }
}
