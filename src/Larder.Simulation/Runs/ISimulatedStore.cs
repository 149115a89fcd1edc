namespace Larder.Simulation.Runs;

/// <summary>The two calls a run makes. The seam at which tests put their list models in place of the real store.</summary>
internal interface ISimulatedStore : IDisposable
{
    bool TryGet(long key);

    /// <summary>Stores an object that is known to fit.</summary>
    void Set(long key, int size);
}
