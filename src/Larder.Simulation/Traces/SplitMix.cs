namespace Larder.Simulation.Traces;

/// <summary>SplitMix64 (Steele, Lea, Flood): a sequence for seeding, and its finalizer as a one-to-one scattering of keys.</summary>
internal static class SplitMix
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    public static ulong Next(ref ulong state)
    {
        state += Golden;
        return Mix(state);
    }

    /// <summary>Scatters a number over 64 bits; different numbers stay different.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
