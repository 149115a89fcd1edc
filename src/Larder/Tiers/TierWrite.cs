using System.Buffers;

namespace Larder.Tiers;

/// <summary>One entry to be written among many.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The bytes, the caller's again once the call has ended: who keeps them makes a copy.</param>
/// <param name="TimeToLive">How long the entry lives, more than zero; null for no end.</param>
public readonly record struct TierWrite(string Key, ReadOnlySequence<byte> Value, TimeSpan? TimeToLive);
