using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Larder.Engine.Statistics;

/// <summary>A sum kept in stripes on cache lines of their own, for counts that are made under a striped lock.</summary>
/// <remarks>
/// Invariants: a stripe is written either by holders of one lock, through <see cref="AddUnderLock"/>, or by anyone,
/// through <see cref="Add"/>; never by both, or counts are lost. <see cref="Read"/> is exact once the writers are
/// quiet, and until then lies within what is being written.
/// </remarks>
internal sealed class StripedCounter
{
    private readonly Stripe[] _stripes;

    /// <param name="stripes">How many; a power of two, usually the number of locks.</param>
    internal StripedCounter(int stripes)
    {
        Debug.Assert(BitOperations.IsPow2(stripes), "Stripes are chosen by masking.");

        _stripes = new Stripe[stripes];
    }

    /// <summary>Adds, as the only writer of the stripe at this moment: the caller holds its lock.</summary>
    internal void AddUnderLock(int stripe, long delta)
    {
        ref long sum = ref _stripes[stripe & (_stripes.Length - 1)].Sum;

        // Atomic on every platform, for readers without the lock; the partner is Read.
        Volatile.Write(ref sum, sum + delta);
    }

    /// <summary>Adds, whoever else does.</summary>
    internal void Add(int stripe, long delta) =>
        Interlocked.Add(ref _stripes[stripe & (_stripes.Length - 1)].Sum, delta);

    /// <summary>The sum of all stripes.</summary>
    internal long Read()
    {
        long sum = 0;
        for (int i = 0; i < _stripes.Length; i++)
        {
            // The partners are the writes of AddUnderLock and Add.
            sum += Volatile.Read(ref _stripes[i].Sum);
        }

        return sum;
    }

    /// <summary>
    /// Padded on both sides, so that neither the header of the array nor a neighbour shares the line.
    /// </summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Stripe
    {
        [FieldOffset(64)]
        internal long Sum;
    }
}
