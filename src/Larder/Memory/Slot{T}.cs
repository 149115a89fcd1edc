namespace Larder.Memory;

/// <summary>A slot that holds its value as it is: not boxed, not serialised.</summary>
internal sealed class Slot<T>(T value, long version, long calmUntil, SlotDetails? details)
    : Slot(version, calmUntil, details)
{
    internal readonly T Value = value;
}
