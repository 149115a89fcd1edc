using System.Diagnostics;
using System.Runtime.CompilerServices;
using Larder.Engine.Keys;
using Larder.Engine.Table;

namespace Larder.Engine.Flights;

/// <summary>The loads in the air, a short list for each stripe of the table.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>The list of a stripe is read and written under that stripe's lock: the same lock as the table, so that a
/// write kills the flight of its key in the same breath, and no load that began earlier can be published later.</item>
/// <item>At most one living flight per key, and every flight in a list is alive.</item>
/// <item>Nothing is kept per entry, and a hit never looks here.</item>
/// <item>A spare flight has ended, sits in no list and is known to nobody: the only reference is its place here.</item>
/// </list>
/// </remarks>
internal sealed class FlightTable<TKey>(KeyComparer<TKey> keys, StripeSet stripes)
    where TKey : notnull
{
    // The shares of neighbouring stripes lie on cache lines of their own.
    private const int Spacing = 4;

    private readonly Share[] _shares = new Share[(stripes.Count + 1) * Spacing];

    internal Flight<TKey>? FindUnderLock(TKey key, uint hash)
    {
        AssertHeld(hash);
        var flight = HeadOf(hash);
        while (flight is not null && !(flight.Hash == hash && keys.Equals(flight.Key, key)))
        {
            flight = flight.Next;
        }

        return flight;
    }

    internal void AddUnderLock(Flight<TKey> flight, uint hash)
    {
        AssertHeld(hash);
        Debug.Assert(!flight.WasBegun, "A flight begins once.");
        ref var head = ref HeadOf(hash);
        flight.Hash = hash;
        flight.Next = head;
        flight.WasBegun = true;
        flight.IsAlive = true;
        head = flight;
    }

    /// <summary>Ends a flight; false when it had been ended before.</summary>
    internal bool EndUnderLock(Flight<TKey> flight)
    {
        AssertHeld(flight.Hash);
        if (!flight.IsAlive)
        {
            return false;
        }

        flight.IsAlive = false;
        ref var head = ref HeadOf(flight.Hash);
        if (ReferenceEquals(head, flight))
        {
            head = flight.Next;
        }
        else
        {
            var before = head!;
            while (!ReferenceEquals(before.Next, flight))
            {
                before = before.Next!;
            }

            before.Next = flight.Next;
        }

        flight.Next = null;
        return true;
    }

    /// <summary>Ends the flight of a key, if there is one: its value will not be published.</summary>
    internal bool KillUnderLock(TKey key, uint hash) =>
        HeadOf(hash) is not null && FindUnderLock(key, hash) is { } flight && EndUnderLock(flight);

    internal void CopyUnderLock(int stripe, List<Flight<TKey>> into)
    {
        for (var flight = _shares[(stripe + 1) * Spacing].First; flight is not null; flight = flight.Next)
        {
            flight.IsShared = true; // the copy outlives the lock
            into.Add(flight);
        }
    }

    internal void KillAllUnderAllLocks()
    {
        for (var i = 0; i < stripes.Count; i++)
        {
            ref var head = ref _shares[(i + 1) * Spacing].First;
            while (head is { } flight)
            {
                head = flight.Next;
                flight.Next = null;
                flight.IsAlive = false;
            }
        }
    }

    /// <summary>Keeps an ended flight that nobody else knows for the next load of its stripe.</summary>
    internal void KeepUnderLock(Flight<TKey> ended, uint hash)
    {
        AssertHeld(hash);
        Debug.Assert(!ended.IsAlive && ended.Next is null, "A spare flight has ended.");
        ShareOf(hash).Spare = ended;
    }

    /// <summary>Takes the flight that was kept, if there is one.</summary>
    internal Flight<TKey>? TakeSpareUnderLock(uint hash)
    {
        AssertHeld(hash);
        ref var spare = ref ShareOf(hash).Spare;
        var taken = spare;
        spare = null;
        return taken;
    }

    private ref Flight<TKey>? HeadOf(uint hash) => ref ShareOf(hash).First;

    private ref Share ShareOf(uint hash) => ref _shares[(stripes.IndexOf(hash) + 1) * Spacing];

    [Conditional("DEBUG")]
    private void AssertHeld(uint hash) =>
        Debug.Assert(stripes.Of(hash).Lock.IsHeldByCurrentThread, "The stripe lock of the key is held.");

    /// <summary>What one stripe has.</summary>
    private struct Share
    {
        internal Flight<TKey>? First;
        internal Flight<TKey>? Spare;
    }
}
