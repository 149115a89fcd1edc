namespace Larder.AspNetCore.KeyValue;

/// <summary>What became of a write.</summary>
/// <param name="State">Whether it was done.</param>
/// <param name="Version">The version that the key has, where that kept it from being done; 0 for none.</param>
internal readonly record struct WriteOutcome(WriteState State, long Version = 0);
