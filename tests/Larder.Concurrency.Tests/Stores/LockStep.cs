using Larder.Testing;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>Two threads that do the same number of things, each at the same moment as the other.</summary>
/// <remarks>
/// Invariants. Each thread writes its own place only, and waits until the other has come as far. Whoever waits spins,
/// so that both go on within a few cycles of each other, and gives its processor away when the other has none.
/// </remarks>
internal sealed class LockStep
{
    private const int CacheLine = 16;
    private const int MostDelay = 32;

    private readonly int[] _come = new int[3 * CacheLine];

    /// <summary>Waits for the other thread at the next point, then for a moment of a length that chance decides.</summary>
    /// <param name="lane">Which of the two calls, 0 or 1.</param>
    /// <param name="chance">What decides by how much they miss each other.</param>
    internal void Meet(int lane, SeededRandom chance)
    {
        var point = ++_come[(lane + 1) * CacheLine];
        Volatile.Write(ref _come[(lane + 1) * CacheLine], point); // partner: the read of the other thread
        var wait = default(SpinWait);
        while (Volatile.Read(ref _come[(2 - lane) * CacheLine]) < point) wait.SpinOnce(sleep1Threshold: -1);
        for (var left = chance.Next(MostDelay); left > 0; left--) Thread.SpinWait(1);
    }
}
