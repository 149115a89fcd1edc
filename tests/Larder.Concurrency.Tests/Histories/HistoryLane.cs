namespace Larder.Concurrency.Tests.Histories;

/// <summary>The calls of one thread.</summary>
/// <remarks>
/// Invariants. Written by one thread only. The thread draws a ticket with <see cref="Begin"/>, calls the store, and
/// reports the answer; so the calls of a lane never overlap. The room is taken beforehand: recording allocates nothing.
/// </remarks>
internal sealed class HistoryLane(History history, int lane, int capacity)
{
    private readonly Operation[] _operations = new Operation[capacity];
    private int _count;

    /// <summary>Draws the ticket of a call that is about to be made, or of a factory that runs.</summary>
    internal long Begin() => history.Draw();

    internal void Got(long begun, int key, long? value) =>
        Add(new Operation(lane, OperationKind.Get, key, begun, history.Draw(), Seen: value ?? Operation.Nothing));

    internal void Set(long begun, int key, long value) =>
        Add(new Operation(lane, OperationKind.Set, key, begun, history.Draw(), value));

    internal void Removed(long begun, int key, bool removed, long value = Operation.Untold) =>
        Add(new Operation(lane, OperationKind.Remove, key, begun, history.Draw(), Seen: value, Succeeded: removed));

    internal void AddedIfAbsent(long begun, int key, long value, bool added, long existing = Operation.Untold) =>
        Add(new Operation(
            lane, OperationKind.AddIfAbsent, key, begun, history.Draw(), value, Seen: existing, Succeeded: added));

    internal void ComparedAndSet(long begun, int key, long expected, long value, bool written) =>
        Add(new Operation(
            lane, OperationKind.CompareAndSet, key, begun, history.Draw(), value, expected, Succeeded: written));

    internal void ComparedAndRemoved(long begun, int key, long expected, bool removed) =>
        Add(new Operation(
            lane, OperationKind.CompareAndRemove, key, begun, history.Draw(), Expected: expected, Succeeded: removed));

    /// <summary>Records a get-or-add; <paramref name="made"/> was drawn in the factory, if that ran.</summary>
    internal void Loaded(long begun, int key, long value, long? made) =>
        Add(new Operation(
            lane,
            OperationKind.Load,
            key,
            begun,
            history.Draw(),
            Argument: value,
            Seen: value,
            Succeeded: made is not null,
            Made: made ?? Operation.Untold));

    internal void Cleared(long begun) =>
        Add(new Operation(lane, OperationKind.Clear, Operation.AllKeys, begun, history.Draw()));

    internal IEnumerable<Operation> Operations() => _operations.Take(_count);

    private void Add(in Operation operation) => _operations[_count++] = operation;
}
