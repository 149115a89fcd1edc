namespace Larder.Memory;

/// <summary>The part of a <see cref="TaggedSlot{T}"/> that a hit reads: the epoch at which its tags were last found valid.</summary>
/// <remarks>
/// Invariants: the stamp is an epoch at which the tags were valid; several readers may write it, each a true one, and the
/// worst outcome of the older one winning is that the tags are compared once more. It is a type of its own only for its place:
/// right behind the value, before tags and version.
/// </remarks>
internal abstract class StampedSlot<T>(T value, long calmUntil, SlotDetails? details, long stamp)
    : Slot<T>(value, calmUntil, details)
{
    internal long Validated = stamp;

    internal sealed override long Stamp
    {
        get => Volatile.Read(ref Validated); // partner: the writes below; any stamp that is read is a true one
        set => Volatile.Write(ref Validated, value); // partner: the reads of hits, and above
    }

    internal sealed override void StampIfUnstamped(long epoch) =>
        Interlocked.CompareExchange(ref Validated, epoch, Unstamped);
}
