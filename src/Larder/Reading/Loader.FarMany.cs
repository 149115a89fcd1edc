using Larder.Writing;

namespace Larder.Reading;

/// <content>Loads of many keys in a cache with a tier beyond memory: one look for all of them, and one factory for the rest.</content>
internal sealed partial class Loader
{
    /// <summary>Ends the loads whose values the tier has.</summary>
    /// <returns>The others, which need the factory; what there is of them has been noted before it runs.</returns>
    private async ValueTask<List<LoadFlight<T>>> SettleManyFromAsync<T>(FarTier beyond, List<LoadFlight<T>> flights)
    {
        foreach (var flight in flights)
        {
            flight.AcceptsStale = false; // many keys are not judged one by one again: what is stale helps out, and no more
            if (!_running.TryAdd(flight))
            {
                Throw.Disposed(lifetime.Name);
            }
        }

        var options = flights[0].Options;
        if ((options.Tiers & CacheTiers.Shared) == 0)
        {
            return flights;
        }

        using var batch = new BatchLoad(flights);
        var reads = await beyond.ReadManyAsync<T>(
            flights.ConvertAll(static flight => flight.Key), options.Payload, batch.Token).ConfigureAwait(false);
        var open = new List<LoadFlight<T>>();
        for (var i = 0; i < flights.Count; i++)
        {
            if (!TrySettle(beyond, flights[i], stale: null, reads[i]))
            {
                open.Add(flights[i]);
            }
        }

        await Task.WhenAll(open.Select(flight => PrepareAsync(beyond, flight).AsTask())).ConfigureAwait(false);
        return open;
    }

    /// <summary>Writes what a factory of many brought, each over what was there before.</summary>
    private Task WriteManyBeyondAsync<T>(FarTier beyond, List<LoadFlight<T>> flights, IReadOnlyDictionary<string, T> values) =>
        Task.WhenAll(flights
            .Where(flight => values.ContainsKey(flight.Key))
            .Select(flight => WriteBeyondAsync(beyond, flight, flight.Context!, values[flight.Key]).AsTask()));
}
