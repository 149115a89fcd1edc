namespace Larder.Memory;

/// <summary>Random fractions for any number of threads, the same ones for the same seed.</summary>
/// <remarks>Invariants: <c>_state</c> moves by atomic addition alone; each caller mixes the sum it got, which nobody else gets.</remarks>
internal sealed class Chance(long seed)
{
    private const long Step = unchecked((long)0x9E3779B97F4A7C15);
    private long _state = seed;

    /// <summary>A fraction above 0 and at most 1.</summary>
    internal double Next()
    {
        var mixed = unchecked((ulong)Interlocked.Add(ref _state, Step));
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return ((mixed >> 11) + 1) * (1.0 / (1L << 53));
    }
}
