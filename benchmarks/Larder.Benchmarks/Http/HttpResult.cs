using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Http;

/// <summary>What all rounds of a case gave, each round a reading of both servers.</summary>
/// <param name="Case">The case.</param>
/// <param name="Generator">What sent the requests.</param>
/// <param name="Bare">What they cost the bare server.</param>
/// <param name="Larder">What they cost Larder's.</param>
internal sealed record HttpResult(
    HttpCase Case, string Generator, IReadOnlyList<HttpReading> Bare, IReadOnlyList<HttpReading> Larder)
{
    /// <summary>What a request costs Larder's server, as a multiple of what it costs the bare one, round by round.</summary>
    public IReadOnlyList<double> Ratios { get; } =
        [.. Larder.Zip(Bare, static (mine, bare) => mine.Microseconds / bare.Microseconds)];

    public double Ratio => Median.Of(Ratios);
}
