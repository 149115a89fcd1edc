namespace Larder.Benchmarks.Workloads;

/// <summary>Numbers without a pattern that a table could profit from.</summary>
internal sealed class LongKeys : IKeySource<long>
{
    public long Make(int number) => (long)Mix((ulong)number);

    /// <summary>The finalizer of SplitMix64: a bijection, so that no two keys are equal.</summary>
    internal static ulong Mix(ulong number)
    {
        var mixed = number + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
