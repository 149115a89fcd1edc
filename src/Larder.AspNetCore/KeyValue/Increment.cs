namespace Larder.AspNetCore.KeyValue;

/// <summary>What became of an increment.</summary>
/// <param name="Value">The sum, when it was written.</param>
/// <param name="Refusal">Why it was refused; null as well when there were too many other writers.</param>
internal readonly record struct Increment(WireValue? Value, string? Refusal);
