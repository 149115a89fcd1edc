using Larder.Memory;

namespace Larder.Writing;

/// <summary>A value that a tier missed, on its way there after all. What it is stands in memory, and only while it does is it true.</summary>
/// <param name="Version">The version of the slot in memory.</param>
/// <param name="Terms">On which terms the tier was to keep it.</param>
/// <param name="SetAt">When that was said, as a time stamp of the clock.</param>
internal abstract record LateWrite(long Version, FarTerms Terms, long SetAt)
{
    internal LateWriteStage Stage { get; init; }

    /// <summary>When the stage is over at the earliest, as a time stamp.</summary>
    internal long DueAt { get; init; }

    /// <summary>The version of the promise in the tier; of the value, once that has been written.</summary>
    internal long Promise { get; init; }

    /// <summary>Writes the value over the promise.</summary>
    internal abstract ValueTask<FarWrite> WriteAsync(FarTier far, string key, Slot slot, FarTerms terms);
}
