namespace Larder.Memory;

/// <summary>A slot that holds its value as it is: not boxed, not serialised.</summary>
/// <remarks>
/// Not sealed: a value with tags is a <see cref="TaggedSlot{T}"/>. A hit asks for exactly one of the two types, which is one
/// comparison each.
/// <para>Invariants: those of <see cref="Slot"/>; the version is replaced at most once, by a volatile write that its readers meet.</para>
/// The version comes last, so that what a hit reads lies close together: two cache lines are seldom needed.
/// </remarks>
internal class Slot<T>(T value, long version, long calmUntil, SlotDetails? details) : Slot(calmUntil, details)
{
    internal readonly T Value = value;
    private long _version = version;

    internal sealed override long Version => Volatile.Read(ref _version); // partner: the write in Confirm

    internal sealed override void Confirm(long version) => Volatile.Write(ref _version, version); // partner: the read in Version

    internal sealed override Type ValueType => typeof(T);

    internal sealed override object? AnyValue => Value;
}
