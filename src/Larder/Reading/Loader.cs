using Larder.Engine.Time;
using Larder.Invalidation;
using Larder.Memory;
using Microsoft.Extensions.Logging;

namespace Larder.Reading;

/// <summary>Runs factories, and settles what comes of them: publish, let a stale value stand in, or give up.</summary>
/// <remarks>
/// What a load brings is written only through its flight, which the store refuses once the key was written, removed, expired
/// or cleared: a load that was overtaken changes nothing, neither value nor stale copy.
/// <para>
/// Invariants: a load settles memory first, then releases its waiters: whoever is released finds the value there. A load is
/// among the running ones from before its factory until after its settling. A place in a limiter is given back exactly once,
/// by the run that it was taken for. The last refresh of a slot is published by a volatile write; reading an older one
/// costs an attempt that the store refuses.
/// </para>
/// </remarks>
internal sealed partial class Loader(CacheLifetime lifetime, MemoryTier memory, ReadSettings settings, ILogger logger)
    : IAsyncDisposable
{
    private readonly LoadLimiter _limiter = new(lifetime.Name, settings.MostLoads, settings.MostWaiting);
    private readonly LoadLimiter _refreshLimiter = new(lifetime.Name, settings.MostRefreshes, 0);
    private readonly RunningLoads _running = new();

    internal int RunningCount => _running.Count;

    /// <summary>Starts a load on the thread and in the context of the caller, or detached from both.</summary>
    internal void Start<TState, T>(
        LoadFlight<T> flight,
        Slot? stale,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory)
    {
        // A load inside another rides on the place of that one: if it waited for a place of its own, all places could be
        // taken by loads that wait for such loads. Asked here, where the caller's context can still be seen.
        var place = LoadScope.IsInside(memory) ? null : _limiter;
        if (flight.Options.Context == FactoryContext.Detach)
        {
            StartDetached(flight, stale, state, factory, place);
            return;
        }

        _ = RunAsync(flight, stale, state, factory, place);
    }

    /// <summary>Begins a load in the background that shall replace a value which callers get meanwhile.</summary>
    internal void TryRefresh<TState, T>(
        Slot<T> slot,
        string key,
        ResolvedOptions options,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory)
    {
        if (!memory.MayRefresh(slot) || !_refreshLimiter.TryEnter())
        {
            return;
        }

        var flight = new LoadFlight<T>(key, options, InvalidationEpoch.Current, isRefresh: true);
        var start = memory.Begin(key, slot, evenIfPresent: false, flight, out var joined, out _);
        if (start != Engine.Flights.FlightStart.Leads)
        {
            // Somebody loads already, or the value was replaced meanwhile.
            MemoryTier.NoteRefresh(slot, joined);
            _refreshLimiter.Exit();
            flight.Dispose();
            return;
        }

        MemoryTier.NoteRefresh(slot, flight);
        memory.Counters.CountRefresh();
        StartDetached(flight, slot, state, factory, _refreshLimiter);
    }

    public async ValueTask DisposeAsync()
    {
        await _running.StopAsync().ConfigureAwait(false);
        _limiter.Dispose();
        _refreshLimiter.Dispose();
    }

    private void StartDetached<TState, T>(
        LoadFlight<T> flight,
        Slot? stale,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        LoadLimiter? place) =>
        ThreadPool.UnsafeQueueUserWorkItem(
            static work => _ = work.Loader.RunAsync(work.Flight, work.Stale, work.State, work.Factory, work.Place),
            (Loader: this, Flight: flight, Stale: stale, State: state, Factory: factory, Place: place),
            preferLocal: false);

    private async Task RunAsync<TState, T>(
        LoadFlight<T> flight,
        Slot? stale,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        LoadLimiter? place)
    {
        var entered = flight.IsRefresh; // its place was taken when it was decided
        var scope = LoadScope.Enter(memory, [flight.Key]);
        try
        {
            if (!_running.TryAdd(flight))
            {
                Throw.Disposed(lifetime.Name);
            }

            if (place is not null && !entered)
            {
                if (!place.TryEnter())
                {
                    await place.EnterAsync(flight.Token).ConfigureAwait(false);
                }

                entered = true;
            }

            memory.Counters.CountLoad();
            var context = new CacheEntryContext(flight.Key, flight.Options, stale, flight.IsRefresh);
            flight.Context = context;
            var began = settings.Time.GetTimestamp();
            var value = await factory(state, context, flight.Token).ConfigureAwait(false);
            scope.End();
            SettleValue(flight, stale, context, value, settings.Time.GetElapsedTime(began));
        }
        catch (Exception error)
        {
            // Whatever a factory throws belongs to those who wait for it, as it is.
            scope.End();
            SettleFailure(flight, stale, error);
        }
        finally
        {
            if (entered)
            {
                place!.Exit();
            }

            _running.Remove(flight);
            flight.Dispose();
        }
    }

    private void SettleValue<T>(
        LoadFlight<T> flight, Slot? stale, CacheEntryContext context, T value, TimeSpan took)
    {
        if (context.Failure is { } reason)
        {
            throw Throw.LoadFailed(flight.Key, reason);
        }

        if (context.KeepsStale && context.TryGetStale<T>(out var kept))
        {
            value = kept;
        }

        var tags = context.ChosenTags;
        Throw.IfBadTags(tags);
        flight.FinalTags = tags;
        if (!context.MayBeCached || (flight.Tiers & CacheTiers.WriteMemory) == 0)
        {
            memory.Abandon(flight);
        }
        else if (value is null && flight.Options.Nulls == NullPolicy.Skip)
        {
            // The source says there is nothing: what memory may still hold must not help out as if there were.
            memory.DropInsteadOfPublishing(flight, stale);
        }
        else
        {
            Publish(flight, context, value, took);
        }

        flight.Succeed(value);
    }

    private void Publish<T>(LoadFlight<T> flight, CacheEntryContext context, T value, TimeSpan took)
    {
        var terms = SlotTerms.Of(flight.Options, context, flight.FinalTags, value is null, flight.BeganEpoch, took);
        try
        {
            memory.TryPublish(flight, value, terms);
        }
        catch (CacheCapacityException error)
        {
            // Who asked for a value gets it; that there is no room to keep it is no reason to withhold it.
            memory.Abandon(flight);
            memory.Counters.CountError();
            ReadingLog.TooBigToKeep(logger, lifetime.Name, flight.Key, settings.LogKeys, error.Message);
        }
    }

    private void SettleFailure<T>(LoadFlight<T> flight, Slot? stale, Exception error)
    {
        if (flight.Token.IsCancellationRequested && error is OperationCanceledException)
        {
            memory.Abandon(flight);
            flight.Fail(lifetime.HasEnded ? Throw.DisposedDuring(lifetime.Name) : error);
            return;
        }

        if (error is CacheOverloadedException)
        {
            memory.Counters.CountOverload();
        }
        else
        {
            memory.Counters.CountLoadFailure();
            memory.Counters.CountError();
            ReadingLog.LoadFailed(logger, lifetime.Name, flight.Key, settings.LogKeys, error);
        }

        LetStandIn(flight, error);
        if (flight.IsRefresh && stale is not null)
        {
            memory.NoteFailedRefresh(stale, flight.Options.ErrorRetryAfter);
        }

        flight.Fail(error);
    }

    /// <summary>Leaves the factory alone for a while, if there is a stale value or a fallback to stand in for it.</summary>
    private void LetStandIn<T>(LoadFlight<T> flight, Exception error)
    {
        var options = flight.Options;
        try
        {
            if (options.StaleIfError > TimeSpan.Zero
                && error is not CacheOverloadedException
                && memory.Peek(flight.Key) is Slot<T> slot
                && memory.Judge(slot, out var staleFor) is SlotState.Stale
                && staleFor <= options.StaleIfError.Ticks)
            {
                memory.TryHold(flight, slot, options.ErrorRetryAfter);
            }
            else if (options.StaleIfError > TimeSpan.Zero
                && options.ErrorRetryAfter > TimeSpan.Zero
                && flight.Context is { } context
                && context.TryGetFallback<T>(out var fallback))
            {
                memory.TryHoldFallback(flight, fallback, options.ErrorRetryAfter);
            }
        }
        catch (CacheCapacityException)
        {
            // No room to let it stand in: the factory is simply asked again by the next caller.
        }

        memory.Abandon(flight);
    }
}
