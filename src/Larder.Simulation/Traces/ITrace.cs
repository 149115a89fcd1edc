namespace Larder.Simulation.Traces;

/// <summary>A sequence of requests that can be read from its start as often as wanted, with the same requests each time.</summary>
public interface ITrace
{
    /// <summary>The name for reports: the name of the file, or the workload as it was asked for.</summary>
    string Name { get; }

    /// <summary>Whether requests carry the sizes of their objects, as a weighted run needs.</summary>
    bool HasSizes { get; }

    /// <summary>Starts to read at the first request.</summary>
    /// <returns>A reader, which the caller disposes.</returns>
    /// <exception cref="SimulationException">The trace cannot be opened.</exception>
    ITraceReader Open();
}
