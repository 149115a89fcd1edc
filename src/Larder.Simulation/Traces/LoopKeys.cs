namespace Larder.Simulation.Traces;

/// <summary>The same keys in the same order, over and over.</summary>
internal sealed class LoopKeys(long keys) : IKeySequence
{
    private long _next;

    public long Next()
    {
        long key = _next;
        _next = key + 1 == keys ? 0 : key + 1;
        return key;
    }
}
