namespace Larder.Memory;

/// <summary>A slot whose value carries tags.</summary>
/// <remarks>
/// Invariants: those of <see cref="StampedSlot{T}"/>; the version is replaced at most once, by a volatile write that its
/// readers meet.
/// </remarks>
internal sealed class TaggedSlot<T>(
    T value, long version, long calmUntil, SlotDetails? details, string[] tags, long stamp)
    : StampedSlot<T>(value, calmUntil, details, stamp)
{
    private readonly string[] _tags = tags;
    private long _version = version;

    internal override string[] Tags => _tags;

    internal override long Version => Volatile.Read(ref _version); // partner: the write in Confirm

    internal override void Confirm(long version) => Volatile.Write(ref _version, version); // partner: the read in Version
}
