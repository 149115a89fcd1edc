namespace Larder.Memory;

/// <summary>A slot whose value carries tags, and the epoch at which they were last found valid.</summary>
/// <remarks>
/// Invariants: the stamp is an epoch at which the tags were valid; several readers may write it, each a true one, and the
/// worst outcome of the older one winning is that the tags are compared once more. It lies in the slot itself, so that a hit
/// reads no other object for it.
/// </remarks>
internal sealed class TaggedSlot<T>(
    T value, long version, long calmUntil, SlotDetails? details, string[] tags, long stamp)
    : Slot<T>(value, version, calmUntil, details)
{
    private readonly string[] _tags = tags;
    internal long Validated = stamp;

    internal override string[] Tags => _tags;

    internal override long Stamp
    {
        get => Volatile.Read(ref Validated); // partner: the writes below; any stamp that is read is a true one
        set => Volatile.Write(ref Validated, value); // partner: the reads of hits, and above
    }

    internal override void StampIfUnstamped(long epoch) => Interlocked.CompareExchange(ref Validated, epoch, Unstamped);
}
