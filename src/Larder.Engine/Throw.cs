using System.Diagnostics.CodeAnalysis;

namespace Larder.Engine;

/// <summary>Every exception the engine throws, named for its reason: the callers stay small enough to be inlined.</summary>
internal static class Throw
{
    internal static void IfFaulty(IReadOnlyList<string> faults, string parameter)
    {
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults), parameter);
        }
    }

    [DoesNotReturn]
    internal static void NullKey() =>
        throw new ArgumentNullException("key", "A key must not be null. Pass a value that names the entry.");

    [DoesNotReturn]
    internal static void Disposed() =>
        throw new ObjectDisposedException("MemoryStore", "The store was disposed. Write to a store that is still in use.");

    [DoesNotReturn]
    internal static void NotPositive(string name, TimeSpan value) =>
        throw new ArgumentOutOfRangeException(
            name, value, $"{name} must be longer than zero, but was {value}. Leave EntryOptions.{name} null for no limit.");

    [DoesNotReturn]
    internal static void SlidingTooLong(TimeSpan value) =>
        throw new ArgumentOutOfRangeException(
            nameof(EntryOptions.Sliding),
            value,
            $"Sliding must be at most {EntryOptions.LongestSliding}, but was {value}. Use Expiration for longer times.");

    [DoesNotReturn]
    internal static void NegativeWeight(int weight) =>
        throw new ArgumentOutOfRangeException(
            nameof(weight), weight, $"The weight of an entry must be zero or more, but was {weight}. Mend the IWeigher or EntryOptions.Weight.");

    [DoesNotReturn]
    internal static void WeightWithoutWeigher(int weight) =>
        throw new ArgumentException(
            $"EntryOptions.Weight is {weight}, but this store counts entries. Give the store an IWeigher to count weight.");

    [DoesNotReturn]
    internal static void UnknownPriority(EntryPriority priority) =>
        throw new ArgumentOutOfRangeException(
            nameof(priority), priority, $"Priority must be Normal or NeverRemove, but was {(int)priority}. Set EntryOptions.Priority.");

    [DoesNotReturn]
    internal static void TooHeavy(long weight, long capacity) =>
        throw new StoreCapacityException(
            $"The entry weighs {weight}, but the whole store holds {capacity}. Raise StoreOptions.Capacity or store less under one key.");

    [DoesNotReturn]
    internal static void TooMuchPinned(long weight, long limit) =>
        throw new StoreCapacityException(
            $"Entries that are never removed would weigh {weight}, but may fill {limit}, half of the capacity. Raise StoreOptions.Capacity or use EntryPriority.Normal.");

    [DoesNotReturn]
    internal static void OwnKeyInFactory() =>
        throw new InvalidOperationException(
            "The factory asked the store for the key it is loading, and would wait for itself. Load the value without the store, or under another key.");

    [DoesNotReturn]
    internal static void FlightBegunTwice() =>
        throw new ArgumentException("The flight was begun before. Pass a new flight each time.", "flight");

    [DoesNotReturn]
    internal static void FractionOutOfRange(double fraction) =>
        throw new ArgumentOutOfRangeException(
            nameof(fraction), fraction, $"The fraction to trim must be between 0 and 1, but was {fraction}.");

    [DoesNotReturn]
    internal static void CursorOutOfRange(long cursor) =>
        throw new ArgumentOutOfRangeException(
            nameof(cursor), cursor, $"The cursor {cursor} was not given by this store. Begin with 0 and go on with EntryPage.Next.");

    [DoesNotReturn]
    internal static void LimitOutOfRange(int limit, int largest) =>
        throw new ArgumentOutOfRangeException(
            nameof(limit), limit, $"A page holds between 1 and {largest} entries, but {limit} were asked for.");

    [DoesNotReturn]
    internal static void CharactersNeedOrdinalKeys() =>
        throw new NotSupportedException(
            "Keys can be looked up by their characters only where strings are compared ordinally. Build the store without a comparer.");

    [DoesNotReturn]
    internal static void PrefixNeedsStrings(Type keyType) =>
        throw new NotSupportedException(
            $"A prefix is a matter of strings, but the keys are {keyType.Name}. List without a prefix.");

    [DoesNotReturn]
    internal static void CannotCompareUnderLock(Type values) =>
        throw new NotSupportedException(
            $"Values of type {values.Name} cannot be compared while a lock is held. Use a store of references or primitive values.");
}
