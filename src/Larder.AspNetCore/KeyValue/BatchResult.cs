namespace Larder.AspNetCore.KeyValue;

/// <summary>What became of one operation of a batch.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Value">What was read; null when nothing was.</param>
/// <param name="Refusal">Why nothing was done; null when it was.</param>
internal readonly record struct BatchResult(BatchOperation Operation, WireValue? Value, string? Refusal);
