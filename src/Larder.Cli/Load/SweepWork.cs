namespace Larder.Cli.Load;

/// <summary>Each key once, from the first to the last, all puts or all gets; each key has its own value.</summary>
/// <remarks>
/// Invariants. The next key only grows, by interlocked addition, so that no key is given twice.
/// </remarks>
internal sealed class SweepWork(int keys, int values, bool isPut) : IWork
{
    private long _next = -1;

    public long? Total => keys;

    public bool TryTake(Random random, out Operation operation)
    {
        // The partner is this same addition on the other connections: each key is given once.
        var key = Interlocked.Increment(ref _next);
        operation = key < keys ? new Operation(isPut, (int)key, ValueOf((int)key, values)) : default;
        return key < keys;
    }

    /// <summary>Which value a sweep writes to a key.</summary>
    public static int ValueOf(int key, int values) => key % values;
}
