namespace Larder.AspNetCore.KeyValue;

/// <summary>A write that was read from JSON and holds what it must.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value, ready to be sent.</param>
/// <param name="TimeToLive">How long it lives; null for ever.</param>
/// <param name="Version">The version that the key must have, 0 for none; null when it does not matter.</param>
internal sealed record TextWrite(string Key, WireValue Value, TimeSpan? TimeToLive, long? Version);
