using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Larder.Engine;

/// <summary>The secret that makes the hash of a key differ from one process to the next.</summary>
/// <remarks>
/// Who knows the seed can choose keys that collide, so it is random for each process unless a test or a simulation,
/// which must be repeatable, fixes it. Immutable and thread-safe.
/// </remarks>
/// <param name="First">The first word of the secret.</param>
/// <param name="Second">The second word of the secret.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HashSeed(ulong First, ulong Second)
{
    /// <summary>The seed of this process: random, chosen once. The default of every store.</summary>
    public static HashSeed OfProcess { get; } = Draw();

    /// <summary>A seed that is the same in every run, for tests and simulations.</summary>
    /// <param name="number">Any number; each gives another seed.</param>
    /// <returns>The seed of that number.</returns>
    public static HashSeed Fixed(long number) => new((ulong)number, ~(ulong)number);

    /// <summary>Names the type and nothing else: a seed in a log is no secret any more.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(HashSeed);

    private static HashSeed Draw()
    {
        Span<ulong> words = stackalloc ulong[2];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(words));

        return new HashSeed(words[0], words[1]);
    }
}
