using System.Numerics;

namespace Larder.Simulation.Traces;

/// <summary>
/// A stream of pseudo-random numbers that is the same for a seed on every platform and in every version of .NET, which
/// <see cref="Random"/> does not promise: xoshiro256**, seeded by SplitMix64 (Blackman and Vigna). For one thread.
/// </summary>
internal sealed class RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public RandomStream(ulong seed)
    {
        _s0 = SplitMix.Next(ref seed);
        _s1 = SplitMix.Next(ref seed);
        _s2 = SplitMix.Next(ref seed);
        _s3 = SplitMix.Next(ref seed);
    }

    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;

        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number from 0 to just below 1, of 53 bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from 0 to just below the bound, each as likely within one part in 2^64 / bound.</summary>
    public long NextBelow(long bound) => (long)Math.BigMul(NextBits(), (ulong)bound, out _);
}
