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
        var place = LoadScope.IsInside(memory) ? null : _limiter;
        if (options.Context == FactoryContext.Detach)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static work => _ = work.Loader.RunManyAsync(work.Flights, work.State, work.Factory, work.Place),
                (Loader: this, Flights: flights, State: state, Factory: factory, Place: place),
                preferLocal: false);
            return;
        }

        _ = RunManyAsync(flights, state, factory, place);
    }

    private async Task RunManyAsync<TState, T>(
        List<LoadFlight<T>> flights,
        TState state,
        Func<TState, IReadOnlyList<string>, CancellationToken, ValueTask<IReadOnlyDictionary<string, T>>> factory,
        LoadLimiter? place)
    {
        var keys = flights.ConvertAll(static flight => flight.Key);
        var entered = false;
        var scope = LoadScope.Enter(memory, keys);
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

            if (place is not null)
            {
                if (!place.TryEnter())
                {
                    await place.EnterAsync(batch.Token).ConfigureAwait(false);
                }

                entered = true;
            }

            memory.Counters.CountLoad();
            var began = settings.Time.GetTimestamp();
            var values = await factory(state, keys, batch.Token).ConfigureAwait(false);
            scope.End();
            SettleMany(flights, values, settings.Time.GetElapsedTime(began));
        }
        catch (Exception error)
        {
            // Whatever a factory throws belongs to those who wait for it, as it is.
            scope.End();
            foreach (var flight in flights)
            {
                SettleFailure(flight, stale: null, error);
            }
        }
        finally
        {
            if (entered)
            {
                place!.Exit();
            }

            foreach (var flight in flights)
            {
                _running.Remove(flight);
                flight.Dispose();
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
            SettleValue(flight, stale: null, context, value, took);
        }
    }
}
