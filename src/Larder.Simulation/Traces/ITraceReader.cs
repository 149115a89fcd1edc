namespace Larder.Simulation.Traces;

/// <summary>Reads a trace from its start to its end, a batch at a time. For one thread.</summary>
public interface ITraceReader : IDisposable
{
    /// <summary>The share of the trace that has been read, from 0 to 1; an estimate for compressed files.</summary>
    double Fraction { get; }

    /// <summary>Reads the next requests.</summary>
    /// <param name="batch">Receives them, from its start; must have room for one at least.</param>
    /// <returns>How many were read; 0 only at the end of the trace.</returns>
    /// <exception cref="SimulationException">The trace is damaged here.</exception>
    int Read(Span<TraceRequest> batch);
}
