namespace Larder.Benchmarks.Http;

/// <summary>What one round of load gave.</summary>
/// <param name="Microseconds">Processor time of the server for each request.</param>
/// <param name="PerSecond">Requests answered in a second.</param>
internal sealed record HttpReading(double Microseconds, double PerSecond);
