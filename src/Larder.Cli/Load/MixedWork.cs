namespace Larder.Cli.Load;

/// <summary>Puts and gets of random keys, in a given proportion, without end or up to a number.</summary>
/// <remarks>
/// Invariants. The count of what was taken only grows, by interlocked addition; nobody waits for anybody.
/// </remarks>
internal sealed class MixedWork(int keys, int values, int putPercent, long? total) : IWork
{
    private long _taken;

    public long? Total => total;

    public bool TryTake(Random random, out Operation operation)
    {
        operation = default;

        // The partner is this same addition on the other connections: each number is given once.
        if (total is { } limit && Interlocked.Increment(ref _taken) > limit)
            return false;

        operation = new Operation(random.Next(100) < putPercent, random.Next(keys), random.Next(values));
        return true;
    }
}
