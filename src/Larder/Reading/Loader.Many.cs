namespace Larder.Reading;

/// <content>One factory for many keys.</content>
internal sealed partial class Loader
{
    /// <summary>Starts one factory for several loads. A key that it brings no value for has none, and nothing is kept for it.</summary>
    internal void StartMany<TState, T>(
        List<LoadFlight<T>> flights,
        ResolvedOptions options,
        TState state,
        Func<TState, IReadOnlyList<string>, CancellationToken, ValueTask<IReadOnlyDictionary<string, T>>> factory)
    {
        var outer = LoadScope.Current;
        if (options.Context == FactoryContext.Detach)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static work => _ = work.Loader.RunManyAsync(work.Flights, work.State, work.Factory, work.Outer),
                (Loader: this, Flights: flights, State: state, Factory: factory, Outer: outer),
                preferLocal: false);
            return;
        }

        _ = RunManyAsync(flights, state, factory, outer);
    }

    private async Task RunManyAsync<TState, T>(
        List<LoadFlight<T>> flights,
        TState state,
        Func<TState, IReadOnlyList<string>, CancellationToken, ValueTask<IReadOnlyDictionary<string, T>>> factory,
        LoadScope? outer)
    {
        var open = flights;
        try
        {
            if (far is not null)
            {
                open = await SettleManyFromAsync(far, flights).ConfigureAwait(false);
            }

            if (open.Count > 0)
            {
                var (values, took) = await RunFactoryOfManyAsync(open, state, factory, outer).ConfigureAwait(false);
                SettleMany(open, values ?? Throw.NoValues<T>(), took);
                await (far is null ? Task.CompletedTask : WriteManyBeyondAsync(far, open, values!)).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            // Whatever a factory throws belongs to those who wait for it, as it is.
            foreach (var flight in open)
            {
                SettleFailure(flight, stale: null, error);
            }
        }
        finally
        {
            foreach (var flight in flights)
            {
                _running.Remove(flight);
                flight.Dispose();
            }
        }
    }

    private async ValueTask<(IReadOnlyDictionary<string, T> Values, TimeSpan Took)> RunFactoryOfManyAsync<TState, T>(
        List<LoadFlight<T>> flights,
        TState state,
        Func<TState, IReadOnlyList<string>, CancellationToken, ValueTask<IReadOnlyDictionary<string, T>>> factory,
        LoadScope? outer)
    {
        var keys = flights.ConvertAll(static flight => flight.Key);
        var place = PlaceFor(outer);
        var entered = false;
        var scope = LoadScope.Enter(memory, keys, outer);
        using var batch = new BatchLoad(flights);
        try
        {
            foreach (var flight in flights)
            {
                if (!_running.TryAdd(flight))
                {
                    Throw.Disposed(lifetime.Name);
                }
            }

            if (place is not null && !place.TryEnter())
            {
                var waived = Task.WhenAny(flights.Select(static flight => flight.PlaceWaived));
                entered = await place.EnterAsync(waived, batch.Token).ConfigureAwait(false);
            }
            else
            {
                entered = place is not null;
            }

            return await TimedAsync(
                (Factory: factory, State: state, Keys: keys),
                static (run, token) => run.Factory(run.State, run.Keys, token),
                batch.Token).ConfigureAwait(false);
        }
        finally
        {
            scope.End();
            if (entered)
            {
                place!.Exit();
            }
        }
    }

    private void SettleMany<T>(List<LoadFlight<T>> flights, IReadOnlyDictionary<string, T> values, TimeSpan took)
    {
        foreach (var flight in flights)
        {
            if (!values.TryGetValue(flight.Key, out var value))
            {
                memory.Abandon(flight);
                flight.EndWithoutValue();
                continue;
            }

            var context = new CacheEntryContext(flight.Key, flight.Options, stale: null, isRefresh: false);
            flight.Context = context;
            SettleValue(flight, stale: null, context, value, took);
        }
    }
}
