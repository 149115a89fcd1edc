using System.Diagnostics;
using System.Numerics;

namespace Larder.Engine.Table;

/// <summary>The stripes of one table, found by the top bits of a hash.</summary>
/// <remarks>
/// Invariants: the stripes never change; what is in them is guarded by their locks, and read without for totals that are
/// exact once writers are quiet. A stripe covers a contiguous run of hashes, and so of buckets: whatever the size of the table, a key belongs to the
/// same stripe for ever. Locks are taken one at a time, or all of them in ascending order.
/// </remarks>
internal sealed class StripeSet
{
    internal const int FewestStripes = 16;
    internal const int MostStripes = 256;
    private const int StripesPerCore = 4;

    private readonly Stripe[] _stripes;
    private readonly int _shift;

    internal StripeSet(int cores)
    {
        var wanted = Math.Clamp(cores * StripesPerCore, FewestStripes, MostStripes);
        var count = (int)BitOperations.RoundUpToPowerOf2((uint)wanted);
        _stripes = new Stripe[count];
        _shift = 32 - BitOperations.Log2((uint)count);
        for (var i = 0; i < count; i++)
        {
            _stripes[i] = new Stripe();
        }
    }

    internal int Count => _stripes.Length;

    internal ReadOnlySpan<Stripe> All => _stripes;

    internal Stripe this[int index] => _stripes[index];

    internal int IndexOf(uint hash) => (int)(hash >> _shift);

    internal Stripe Of(uint hash) => _stripes[hash >> _shift];

    /// <summary>The number of living entries: exact when writers are quiet.</summary>
    internal long TotalCount()
    {
        var total = 0L;
        foreach (var stripe in _stripes)
        {
            total += Volatile.Read(ref stripe.Count); // partner: the plain writes under the stripe lock
        }

        return total;
    }

    /// <summary>The weight of the living entries: exact when writers are quiet.</summary>
    internal long TotalWeight()
    {
        var total = 0L;
        foreach (var stripe in _stripes)
        {
            total += Volatile.Read(ref stripe.Weight); // partner: the plain writes under the stripe lock
        }

        return total;
    }

    /// <summary>Everything the stripes count, added up.</summary>
    internal StoreStatistics Totals()
    {
        long count = 0, weight = 0, sets = 0, loads = 0, failures = 0;
        var removals = default(Stripe.CauseCounts);
        foreach (var stripe in _stripes)
        {
            lock (stripe.Lock)
            {
                count += stripe.Count;
                weight += stripe.Weight;
                sets += stripe.Sets;
                loads += stripe.Loads;
                failures += stripe.LoadFailures;
                for (var cause = 0; cause < Stripe.Causes; cause++)
                {
                    removals[cause] += stripe.Removals[cause];
                }
            }
        }

        return new StoreStatistics
        {
            Count = count,
            Weight = weight,
            Sets = sets,
            Loads = loads,
            LoadFailures = failures,
            Expired = removals[(int)RemovalCause.Expired],
            Evicted = removals[(int)RemovalCause.Evicted],
            Replaced = removals[(int)RemovalCause.Replaced],
            Removed = removals[(int)RemovalCause.Removed],
            Cleared = removals[(int)RemovalCause.Cleared],
            Pressed = removals[(int)RemovalCause.Pressure],
        };
    }

    internal void EnterAll()
    {
        foreach (var stripe in _stripes)
        {
            stripe.Lock.Enter();
        }
    }

    internal void ExitAll()
    {
        foreach (var stripe in _stripes)
        {
            Debug.Assert(stripe.Lock.IsHeldByCurrentThread, "Only the holder of all stripes lets them go.");
            stripe.Lock.Exit();
        }
    }
}
