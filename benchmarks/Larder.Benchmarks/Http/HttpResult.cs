using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Http;

/// <summary>What all rounds of a case gave, each round a reading of both servers.</summary>
internal sealed record HttpResult(HttpCase Case, IReadOnlyList<HttpReading> Bare, IReadOnlyList<HttpReading> Larder)
{
    /// <summary>What a request costs Larder's server, as a multiple of what it costs the bare one, round by round.</summary>
    public IReadOnlyList<double> Ratios { get; } =
        [.. Larder.Zip(Bare, static (mine, bare) => mine.Microseconds / bare.Microseconds)];

    public double Ratio => Median.Of(Ratios);
}
