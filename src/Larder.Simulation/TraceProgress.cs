namespace Larder.Simulation;

/// <summary>How far a pass over a trace has come.</summary>
/// <param name="Requests">The requests read so far.</param>
/// <param name="Fraction">The share of the pass that is done, from 0 to 1; an estimate for compressed files.</param>
public readonly record struct TraceProgress(long Requests, double Fraction);
