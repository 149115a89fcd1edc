using Larder.Engine;

namespace Larder.Memory;

/// <summary>How the near tier of one cache is built.</summary>
/// <param name="Store">How its store is built.</param>
/// <param name="Meter">What measures entries, in a cache that is bounded by size; null in one that is bounded by entries.</param>
/// <param name="TagCapacity">How many invalidated tags are remembered one by one.</param>
/// <param name="Seed">Where chance begins.</param>
internal sealed record MemoryTierSettings(StoreOptions Store, IEntryMeter? Meter, int TagCapacity, long Seed)
{
    /// <summary>Whether calls that say nothing of tiers look into memory.</summary>
    internal bool IsReadByDefault { get; init; } = true;

    /// <summary>Whether there is a tier beyond memory that issues the versions of entries.</summary>
    internal bool TierIssuesVersions { get; init; }
}
