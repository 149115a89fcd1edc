namespace Larder.Memory;

/// <summary>A slot whose value carries no tags.</summary>
/// <remarks>
/// Invariants: those of <see cref="Slot"/>; the version is replaced at most once, by a volatile write that its readers meet.
/// </remarks>
internal sealed class PlainSlot<T>(T value, long version, long calmUntil, SlotDetails? details)
    : Slot<T>(value, calmUntil, details)
{
    private long _version = version;

    internal override long Version => Volatile.Read(ref _version); // partner: the write in Confirm

    internal override void Confirm(long version) => Volatile.Write(ref _version, version); // partner: the read in Version
}
