namespace Larder.Server.Tests.Telemetry;

/// <summary>One figure as a collector gets it.</summary>
/// <param name="Meter">The meter.</param>
/// <param name="Metric">The name of the metric.</param>
/// <param name="Attributes">What it is told apart by, <c>name=value</c> in order of the names.</param>
/// <param name="Value">The value; of a histogram how many were counted.</param>
internal sealed record SentPoint(string Meter, string Metric, string Attributes, double Value);
