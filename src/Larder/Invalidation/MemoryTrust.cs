using System.Runtime.CompilerServices;

namespace Larder.Invalidation;

/// <summary>Whether what lies in memory may be believed: whether news of changes elsewhere would have arrived.</summary>
/// <remarks>
/// <para>
/// A cache that shares its values with nobody believes its memory for good. A bus that can lose its connection takes the
/// trust back when that happens, and gives it again once it listens again and what was held has been dropped.
/// </para>
/// <para>
/// Invariants.
/// <list type="bullet">
/// <item>Once withdrawn, only <see cref="Restore"/> brings trust back: a prolongation that was under way when the
/// connection broke comes too late, whichever thread it runs on.</item>
/// <item>The epoch grows with each restoration and never otherwise, and before memory is believed: a load that notes the
/// epoch when it begins and finds another when it ends may have missed news and must not be kept.</item>
/// <item><c>_trustedUntil</c> and <c>_epoch</c> are written under <c>_gate</c>, by a bus alone; they are read without it.
/// No code of the user runs under the gate.</item>
/// </list>
/// </para>
/// </remarks>
internal sealed class MemoryTrust
{
    private const long Never = 0;
    private const long ForGood = long.MaxValue;

    private readonly Lock _gate = new();
    private long _trustedUntil = ForGood;
    private long _epoch;

    /// <summary>How often trust has been restored.</summary>
    internal long Epoch => Volatile.Read(ref _epoch); // partner: the write in Restore

    /// <summary>
    /// Until when memory is believed, in ticks of the engine's coarse clock: <see cref="long.MaxValue"/> for good, 0 not
    /// at all.
    /// </summary>
    internal long TrustedUntil => Volatile.Read(ref _trustedUntil); // partner: the writes below

    /// <summary>Whether memory is believed without an end: all that a hit asks in a cache of one process.</summary>
    internal bool IsForGood
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Volatile.Read(ref _trustedUntil) == ForGood; // partner: the writes below
    }

    /// <summary>Whether memory is believed at a time of the coarse clock.</summary>
    internal bool IsTrusted(long now)
    {
        long until = TrustedUntil;
        return until == ForGood || now < until;
    }

    /// <summary>Nothing is believed from now on.</summary>
    internal void Withdraw()
    {
        lock (_gate)
        {
            Volatile.Write(ref _trustedUntil, Never); // partner: the reads in IsForGood and TrustedUntil
        }
    }

    /// <summary>Believes memory until a time, later or earlier than before.</summary>
    /// <returns>False if trust was withdrawn: then this changes nothing.</returns>
    internal bool TrustFor(long until)
    {
        lock (_gate)
        {
            if (_trustedUntil == Never)
            {
                return false;
            }

            // Zero means that trust was withdrawn; a time that has passed only means that it lapsed.
            Volatile.Write(ref _trustedUntil, Math.Max(until, Never + 1)); // partner: the reads above
            return true;
        }
    }

    /// <summary>Believes memory again, for good; whatever was held must have been dropped before.</summary>
    /// <returns>The new epoch.</returns>
    internal long Restore()
    {
        lock (_gate)
        {
            long epoch = _epoch + 1;
            Volatile.Write(ref _epoch, epoch); // before the trust; partner: the read in Epoch
            Volatile.Write(ref _trustedUntil, ForGood); // partner: the reads in IsForGood and TrustedUntil
            return epoch;
        }
    }
}
