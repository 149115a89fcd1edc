namespace Larder.Memory;

/// <summary>A slot that holds its value as it is: not boxed, not serialised.</summary>
/// <remarks>
/// Not sealed: a value with tags is a <see cref="TaggedSlot{T}"/>. A hit asks for exactly one of the two types, which is one
/// comparison each.
/// </remarks>
internal class Slot<T>(T value, long version, long calmUntil, SlotDetails? details)
    : Slot(version, calmUntil, details)
{
    internal readonly T Value = value;
}
