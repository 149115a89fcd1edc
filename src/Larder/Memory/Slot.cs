using System.Diagnostics.CodeAnalysis;

namespace Larder.Memory;

/// <summary>What the store keeps for a key: a value of some type, and until when a hit has nothing to think about.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>The value never changes; another value is another slot. The version is replaced at most once, by that of the tier
/// which took the value.</item>
/// <item>While <see cref="Details"/> is null, the value is fresh until <see cref="CalmUntil"/> and nothing else is known of
/// it. Details are set once, by compare-and-swap, before anything makes <see cref="CalmUntil"/> earlier.</item>
/// <item>Before <see cref="CalmUntil"/> a hit is only a hit, if its stamp (when it has tags) is not older than the
/// invalidation epoch. It is read without a lock: a reader who sees the value from before a change began before
/// that change ended.</item>
/// </list>
/// </remarks>
internal abstract class Slot(long calmUntil, SlotDetails? details) : IStaleValue
{
    /// <summary>For a slot whose every hit has something to think about.</summary>
    internal const long NeverCalm = 0;

    /// <summary>For a slot without an end, on the clock of the engine.</summary>
    internal const long Forever = long.MaxValue;

    /// <summary>The stamp of a value without tags: no invalidation epoch makes it doubtful.</summary>
    internal const long NeverDoubtful = long.MaxValue;

    /// <summary>
    /// The stamp of a value that was set and that nobody has looked at yet. Who looks first, or the writer itself, stamps it
    /// with the epoch of that moment: a removal by tag that came between stamping and storing would otherwise leave a value
    /// that is worth nothing in the place of one that is.
    /// </summary>
    internal const long Unstamped = long.MinValue;

    internal long CalmUntil = calmUntil;

    internal SlotDetails? Details = details;

    internal abstract long Version { get; }

    /// <summary>Says that a tier has taken the value, and under which version: in the place of one of our own.</summary>
    internal abstract void Confirm(long version);

    internal virtual string[] Tags => [];

    /// <summary>The type that the value was written with.</summary>
    internal abstract Type ValueType { get; }

    /// <summary>The value, boxed if need be: for people who look at it, never on the path of a read.</summary>
    internal abstract object? AnyValue { get; }

    /// <summary>When the value is, or was, no longer fresh.</summary>
    internal long FreshUntil => Details is { } known ? Volatile.Read(ref known.FreshUntil) : Volatile.Read(ref CalmUntil);

    /// <summary>An epoch at which the tags of the value were valid.</summary>
    internal virtual long Stamp
    {
        get => NeverDoubtful;
        set
        {
            // A value without tags is never in doubt.
        }
    }

    string? IStaleValue.ETag => Details?.ETag;

    string[] IStaleValue.Tags => Tags;

    DateTimeOffset? IStaleValue.LastModified => Details?.LastModified;

    public bool TryRead<T>([MaybeNullWhen(false)] out T value)
    {
        if (this is Slot<T> typed)
        {
            value = typed.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Stamps a value that nobody has stamped yet.</summary>
    internal virtual void StampIfUnstamped(long epoch)
    {
        // A value without tags needs none.
    }

    /// <summary>The details, made now when there were none.</summary>
    internal SlotDetails EnsureDetails()
    {
        if (Details is { } there)
        {
            return there;
        }

        var freshUntil = Volatile.Read(ref CalmUntil); // still the fresh time: details come before any earlier calm
        var made = new SlotDetails { FreshUntil = freshUntil, KeptUntil = freshUntil };
        return Interlocked.CompareExchange(ref Details, made, null) ?? made;
    }

    /// <summary>Makes the value stale from a moment on, if it is not so already; its factory is to be asked at once.</summary>
    internal void ExpireAt(long moment)
    {
        var known = EnsureDetails();
        Volatile.Write(ref known.IsExpired, true); // before the time ends; partner: the read in MemoryTier.Judge
        Lower(ref known.FreshUntil, moment);
        Volatile.Write(ref known.HeldUntil, 0); // partner: the read in MemoryTier.Judge
        Volatile.Write(ref CalmUntil, NeverCalm); // partner: the read of every hit
    }

    private static void Lower(ref long place, long to)
    {
        // Each turn means that another thread moved the moment: sliding raises it, expiring lowers it.
        for (var seen = Volatile.Read(ref place); to < seen;)
        {
            var found = Interlocked.CompareExchange(ref place, to, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }
}
