using System.Diagnostics;

namespace Larder.Engine.Statistics;

/// <summary>Knows all cells of all threads, and keeps the counts of threads that have ended.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>Everything here is guarded by one lock, which is held for no call out of this room. A hit or a miss takes it
/// only once for each thread and store; reading statistics takes it each time.</item>
/// <item>A count is in exactly one place: a cell of a living thread, or the account of its owner.</item>
/// <item>An owner's number is never used twice, a slot is: a cell counts for an account only if its owner is the
/// account's. A read that races with the end of its store can therefore not count for the next store in the
/// slot.</item>
/// <item>The ledger refers to no counter and no store. Its size is bounded by the stores alive at one time, and by the
/// threads that read since the last collection.</item>
/// </list>
/// </remarks>
internal static class ReadLedger
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<ThreadReads> Threads = [];
    private static readonly List<Account> Accounts = [];
    private static readonly Stack<int> FreeSlots = [];
    private static long _lastOwner;

    /// <summary>The threads whose cells are held. For tests of retention.</summary>
    internal static int ThreadCount
    {
        get
        {
            lock (Gate)
            {
                return Threads.Count;
            }
        }
    }

    /// <summary>The slots ever made, in use or free. For tests of retention.</summary>
    internal static int SlotCount
    {
        get
        {
            lock (Gate)
            {
                return Accounts.Count;
            }
        }
    }

    /// <summary>Opens an account, in a slot that nobody else has now.</summary>
    internal static (int Slot, long Owner) Open()
    {
        lock (Gate)
        {
            long owner = ++_lastOwner;
            if (!FreeSlots.TryPop(out int slot))
            {
                slot = Accounts.Count + ThreadReads.Margin;
                Accounts.Add(default);
            }

            Accounts[slot - ThreadReads.Margin] = new Account(owner, default);
            return (slot, owner);
        }
    }

    /// <summary>Closes an account and frees its slot.</summary>
    /// <returns>What it had counted.</returns>
    internal static ReadCounts Close(int slot, long owner)
    {
        lock (Gate)
        {
            var counts = TotalUnderLock(slot, owner);
            Accounts[slot - ThreadReads.Margin] = default;
            FreeSlots.Push(slot);
            return counts;
        }
    }

    /// <summary>What an open account has counted so far.</summary>
    internal static ReadCounts Total(int slot, long owner)
    {
        lock (Gate)
        {
            return TotalUnderLock(slot, owner);
        }
    }

    /// <summary>Gives the running thread its cell of an account.</summary>
    /// <returns>False when the account was closed: there is nothing to count for any more.</returns>
    internal static bool TryClaim(int slot, long owner)
    {
        lock (Gate)
        {
            if (Accounts[slot - ThreadReads.Margin].Owner != owner)
            {
                return false;
            }

            var reads = ThreadReads.Ensure(slot, out bool isNew);
            if (isNew)
            {
                Threads.Add(reads);
            }

            // The counts of an owner before us were taken when its account was closed.
            reads.Cells[slot] = new ReadCell { Owner = owner };
            return true;
        }
    }

    /// <summary>Moves the counts of a thread that has ended into the accounts they belong to.</summary>
    internal static void Fold(ThreadReads reads)
    {
        lock (Gate)
        {
            for (int i = 0; i < Accounts.Count; i++)
            {
                var account = Accounts[i];
                int slot = i + ThreadReads.Margin;
                Accounts[i] = account with { Ended = account.Ended.Plus(CountsUnderLock(reads, slot, account.Owner)) };
            }

            Threads.Remove(reads);
        }
    }

    private static ReadCounts TotalUnderLock(int slot, long owner)
    {
        var account = Accounts[slot - ThreadReads.Margin];
        Debug.Assert(account.Owner == owner, "Only open accounts are totalled.");

        var total = account.Ended;
        foreach (var reads in Threads)
        {
            total = total.Plus(CountsUnderLock(reads, slot, owner));
        }

        return total;
    }

    private static ReadCounts CountsUnderLock(ThreadReads reads, int slot, long owner)
    {
        if (slot >= reads.Cells.Length)
        {
            return default;
        }

        ref var cell = ref reads.Cells[slot];

        // The partners are the plain writes of the cell's own thread in ReadCounter. A cell changes its owner under our
        // lock only; a count that is being written is seen before or after it, which is all that is promised until the
        // thread is quiet.
        return cell.Owner == owner
            ? new ReadCounts(Volatile.Read(ref cell.Hits), Volatile.Read(ref cell.Misses))
            : default;
    }

    /// <summary>A store, seen by the ledger.</summary>
    /// <param name="Owner">Its number; zero while the slot is free.</param>
    /// <param name="Ended">The counts of threads that have ended.</param>
    private readonly record struct Account(long Owner, ReadCounts Ended);
}
