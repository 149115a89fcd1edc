namespace Larder.Memory;

/// <summary>A slot that holds its value as it is: not boxed, not serialised.</summary>
/// <remarks>
/// It is a <see cref="PlainSlot{T}"/> or a <see cref="TaggedSlot{T}"/>; a hit asks for exactly one of the two, which is one
/// comparison each. The runtime lays the fields of a base before those of what derives from it. So each level holds what a hit
/// reads before what it does not: one line of the processor's cache has it more often, and a tagged hit needs no second one.
/// <para>Invariants: those of <see cref="Slot"/>.</para>
/// </remarks>
internal abstract class Slot<T>(T value, long calmUntil, SlotDetails? details) : Slot(calmUntil, details)
{
    internal readonly T Value = value;

    internal sealed override Type ValueType => typeof(T);

    internal sealed override object? AnyValue => Value;
}
