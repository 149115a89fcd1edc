using Larder.Engine;
using Larder.Engine.Store;

namespace Larder.Simulation.Runs;

/// <summary>The real store, set up so that a run depends on the trace, the options and nothing else.</summary>
internal sealed class SimulatedStore(RunOptions options) : ISimulatedStore
{
    private readonly MemoryStore<long, int> _store = new(
        new StoreOptions
        {
            Capacity = options.Capacity,
            Eviction = options.Policy,
            HashSeed = HashSeed.Fixed(unchecked((long)options.Seed)),
            Statistics = false,
        },
        weigher: options.IsWeighted ? new SizeWeigher() : null);

    public bool TryGet(long key) => _store.TryGet(key, out _);

    public void Set(long key, int size) => _store.Set(key, size);

    public void Dispose() => _store.Dispose();
}
