using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Larder.Invalidation;

/// <summary>How many invalidations by tag there have been in this process: the one number that a hit compares.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>The epoch never decreases. It is written under <see cref="Gate"/> alone, by one more each time.</item>
/// <item>Whoever reads an epoch finds every fact of that version, and of all before it, in the tables: a table writes its
/// facts under the gate first and publishes the epoch then. So the gate belongs to the process and not to a table:
/// two tables with gates of their own could publish out of order, and an entry would be found valid at an epoch whose
/// facts are still on their way.</item>
/// <item>An entry that was judged valid may be stamped with an epoch that was read <em>before</em> it was judged, never
/// with one read after.</item>
/// </list>
/// Under the gate no code of the user runs and no other lock is asked for but those of the tables' dictionaries.
/// </remarks>
internal static class InvalidationEpoch
{
    /// <summary>An epoch before every other: what is stamped with it is judged at its first hit.</summary>
    internal const long None = 0;

    /// <summary>Held while facts are written and their epoch is published.</summary>
    internal static readonly Lock Gate = new();

    private static long _current = 1;

    /// <summary>The epoch of now.</summary>
    internal static long Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Volatile.Read(ref _current); // partner: the write in PublishUnderLock, after the facts
    }

    /// <summary>The version that the next facts will have.</summary>
    internal static long UpcomingUnderLock
    {
        get
        {
            Debug.Assert(Gate.IsHeldByCurrentThread, "An epoch is prepared under the gate.");

            return _current + 1;
        }
    }

    /// <summary>Begins an epoch that no fact belongs to: every tagged entry is judged once more.</summary>
    /// <returns>The new epoch.</returns>
    internal static long Next()
    {
        lock (Gate)
        {
            return PublishUnderLock(UpcomingUnderLock);
        }
    }

    /// <summary>Begins the epoch whose facts are now complete in their table.</summary>
    internal static long PublishUnderLock(long version)
    {
        Debug.Assert(Gate.IsHeldByCurrentThread, "An epoch is published under the gate.");
        Debug.Assert(version == _current + 1, "No epoch is left out, none comes twice.");

        Volatile.Write(ref _current, version); // partner: the read in Current
        return version;
    }
}
