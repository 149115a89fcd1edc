using Larder.Engine.Time;
using Larder.Invalidation;
using Larder.Memory;
using Larder.Writing;
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
internal sealed partial class Loader(
    CacheLifetime lifetime, MemoryTier memory, FarTier? far, ReadSettings settings, ILogger logger) : IAsyncDisposable
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
        // Where the caller stands counts for a detached load as well: he waits for it, whatever context it runs in.
        var outer = LoadScope.Current;
        if (flight.Options.Context == FactoryContext.Detach)
        {
            StartDetached(flight, stale, state, factory, outer);
            return;
        }

        _ = RunAsync(flight, stale, state, factory, outer);
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
        StartDetached(flight, slot, state, factory, outer: null);
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
        LoadScope? outer) =>
        ThreadPool.UnsafeQueueUserWorkItem(
            static work => _ = work.Loader.RunAsync(work.Flight, work.Stale, work.State, work.Factory, work.Outer),
            (Loader: this, Flight: flight, Stale: stale, State: state, Factory: factory, Outer: outer),
            preferLocal: false);

    private async Task RunAsync<TState, T>(
        LoadFlight<T> flight,
        Slot? stale,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        LoadScope? outer)
    {
        try
        {
            if (far is not null)
            {
                await RunThroughTiersAsync(far, flight, stale, state, factory, outer).ConfigureAwait(false);
                return;
            }

            var (value, took) = await RunFactoryAsync(flight, stale, state, factory, outer).ConfigureAwait(false);
            SettleValue(flight, stale, flight.Context!, value, took);
        }
        catch (Exception error)
        {
            // Whatever a factory throws belongs to those who wait for it, as it is.
            SettleFailure(flight, stale, error);
        }
        finally
        {
            _running.Remove(flight);
            flight.Dispose();
        }
    }

    /// <summary>Runs the factory, on a place among the loads or on that of the load it belongs to.</summary>
    private async ValueTask<(T Value, TimeSpan Took)> RunFactoryAsync<TState, T>(
        LoadFlight<T> flight,
        Slot? stale,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        LoadScope? outer)
    {
        // A place for a refresh was taken when it was decided. A load inside another rides on the place of that one: if it
        // waited for a place, all places could be taken by loads that wait for such loads.
        var place = flight.IsRefresh ? _refreshLimiter : PlaceFor(outer);
        var entered = flight.IsRefresh;
        var scope = LoadScope.Enter(memory, [flight.Key], outer);
        try
        {
            if (!_running.TryAdd(flight))
            {
                Throw.Disposed(lifetime.Name);
            }

            if (place is not null && !entered)
            {
                entered = place.TryEnter()
                    || await place.EnterAsync(flight.PlaceWaived, flight.Token).ConfigureAwait(false);
            }

            // The place may be that of a load which ended because everything ends.
            flight.Token.ThrowIfCancellationRequested();
            if (lifetime.HasEnded)
            {
                throw Throw.DisposedDuring(lifetime.Name);
            }

            flight.Context = new CacheEntryContext(flight.Key, flight.Options, memory.AsStale(stale), flight.IsRefresh);
            return await TimedAsync(
                (Factory: factory, State: state, flight.Context),
                static (run, token) => run.Factory(run.State, run.Context, token),
                flight.Token).ConfigureAwait(false);
        }
        finally
        {
            // Before anybody is released: who goes on after a load finds its place free.
            scope.End();
            if (entered)
            {
                place!.Exit();
            }
        }
    }

    /// <summary>Runs a factory, and tells how long that took and how it ended.</summary>
    private async ValueTask<(TResult Value, TimeSpan Took)> TimedAsync<TRun, TResult>(
        TRun run, Func<TRun, CancellationToken, ValueTask<TResult>> start, CancellationToken token)
    {
        memory.Counters.CountLoad();
        var began = settings.Time.GetTimestamp();
        var result = LoadResult.Failed;
        try
        {
            var value = await start(run, token).ConfigureAwait(false);
            result = LoadResult.Loaded;
            return (value, settings.Time.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            result = LoadResult.Cancelled;
            throw;
        }
        finally
        {
            settings.Events.TellOfLoad(lifetime.Name, settings.Time.GetElapsedTime(began), result);
        }
    }

    private LoadLimiter? PlaceFor(LoadScope? outer) => LoadScope.IsInside(memory, outer) ? null : _limiter;

    /// <returns>The value that counts: that of the factory, or the one from earlier that it wants kept.</returns>
    private T SettleValue<T>(
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
            // One that only goes to the tier beyond memory lives until it is written there.
            if (far is null || !context.MayBeCached)
            {
                memory.Abandon(flight);
            }
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
        return value;
    }

    private void Publish<T>(LoadFlight<T> flight, CacheEntryContext context, T value, TimeSpan took)
    {
        var terms = SlotTerms.Of(flight.Options, context, flight.FinalTags, value is null, flight.BeganEpoch, took);
        try
        {
            if (memory.TryPublish(flight, value, terms, out var slot))
            {
                flight.Published = slot;
            }
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

        try
        {
            LetStandIn(flight, error);
            if (flight.IsRefresh && stale is not null)
            {
                memory.NoteFailedRefresh(stale, flight.Options.ErrorRetryAfter);
            }

            CountFailure(flight, error);
        }
        finally
        {
            // Whatever a meter or a logger throws: those who wait are told, and the next caller loads anew.
            memory.Abandon(flight);
            flight.Fail(error);
        }
    }

    private void CountFailure(LoadFlight flight, Exception error)
    {
        if (error is CacheOverloadedException)
        {
            memory.Counters.CountOverload();
            return;
        }

        memory.Counters.CountLoadFailure();
        memory.Counters.CountError();
        ReadingLog.LoadFailed(logger, lifetime.Name, flight.Key, settings.LogKeys, error);
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
                && memory.Judge(slot, out var staleFor) is SlotState.Stale or SlotState.Expired
                && staleFor <= options.StaleIfError.Ticks)
            {
                memory.TryHold(flight, slot, options);
            }
            else if (options.StaleIfError > TimeSpan.Zero
                && options.ErrorRetryAfter > TimeSpan.Zero
                && flight.Context is { } context
                && context.TryGetFallback<T>(out var fallback))
            {
                memory.TryHoldFallback(flight, fallback, flight.BeganEpoch, options);
            }
        }
        catch (CacheCapacityException)
        {
            // No room to let it stand in: the factory is simply asked again by the next caller.
        }

        memory.Abandon(flight);
    }
}
