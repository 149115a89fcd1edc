namespace Larder.Engine.Statistics;

/// <summary>How often a store was asked and had the answer, and how often it had none.</summary>
/// <param name="Hits">The reads that found a value.</param>
/// <param name="Misses">The reads that found none.</param>
internal readonly record struct ReadCounts(long Hits, long Misses)
{
    internal ReadCounts Plus(ReadCounts other) => new(Hits + other.Hits, Misses + other.Misses);
}
