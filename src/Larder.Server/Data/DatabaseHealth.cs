namespace Larder.Server.Data;

/// <summary>What a probe of the database found.</summary>
/// <param name="IsUp">Whether it answered.</param>
/// <param name="Elapsed">How long the answer, or the fault, took.</param>
/// <param name="Fault">What was wrong, as a sentence without secrets; null when it answered.</param>
internal sealed record DatabaseHealth(bool IsUp, TimeSpan Elapsed, string? Fault);
