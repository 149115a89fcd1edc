using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Admin.Metrics;

/// <summary>What the metrics of a host tell. Immutable; every default is written here and nowhere else.</summary>
public sealed record MetricsOptions
{
    /// <summary>What the host calls its version. Default <c>unknown</c>.</summary>
    public string Version { get; init; } = "unknown";

    /// <summary>The groups that requests are counted in. They are labels, so there should be few. Default: one, <c>all</c>.</summary>
    public IReadOnlyList<string> Groups { get; init; } = ["all"];

    /// <summary>The group of a request; one that is not in <see cref="Groups"/> is not counted. Default: <c>all</c>.</summary>
    public Func<HttpContext, string> GroupOf { get; init; } = static _ => "all";
}
