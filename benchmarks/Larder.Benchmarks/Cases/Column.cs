namespace Larder.Benchmarks.Cases;

/// <summary>A column of a table.</summary>
/// <param name="Metric">The figure shown.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Format">How the figure is written.</param>
internal sealed record Column(string Metric, string Title, string Format);
