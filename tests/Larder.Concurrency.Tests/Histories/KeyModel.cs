namespace Larder.Concurrency.Tests.Histories;

/// <summary>What a store with one key would answer if calls came one at a time.</summary>
internal static class KeyModel
{
    /// <summary>
    /// Whether the answer of <paramref name="operation"/> is right when the key holds <paramref name="state"/>, and
    /// what the key holds then.
    /// </summary>
    /// <remarks>
    /// With <paramref name="mayVanish"/> an eviction or an expiry may come before any operation. It is taken to happen
    /// only where an answer needs it: earlier would explain no answer that this does not explain.
    /// </remarks>
    internal static bool TryApply(in Operation operation, long state, bool mayVanish, out long next)
    {
        var absent = state == Operation.Nothing || mayVanish;
        var present = state != Operation.Nothing;
        switch (operation.Kind)
        {
            case OperationKind.Get:
                next = operation.Seen;
                return next == Operation.Nothing ? absent : next == state;

            case OperationKind.Set:
                next = operation.Argument;
                return true;

            case OperationKind.Remove:
                next = Operation.Nothing;
                return operation.Succeeded ? present && Agrees(operation.Seen, state) : absent;

            case OperationKind.AddIfAbsent:
                next = operation.Succeeded ? operation.Argument : state;
                return operation.Succeeded ? absent : present && Agrees(operation.Seen, state);

            case OperationKind.CompareAndSet when operation.Succeeded:
                next = operation.Argument;
                return state == operation.Expected;

            case OperationKind.CompareAndSet:
                next = state == operation.Expected ? Operation.Nothing : state;
                return state != operation.Expected || mayVanish;

            case OperationKind.CompareAndRemove when operation.Succeeded:
                next = Operation.Nothing;
                return state == operation.Expected;

            case OperationKind.CompareAndRemove:
                next = state == operation.Expected ? Operation.Nothing : state;
                return state != operation.Expected || mayVanish;

            // Who made the value stored it where there was none; anybody else found it.
            case OperationKind.Load:
                next = operation.Seen;
                return operation.Succeeded ? absent : next == state;

            case OperationKind.Clear:
                next = Operation.Nothing;
                return true;

            default:
                throw new InvalidOperationException($"The model does not know the operation {operation.Kind}.");
        }
    }

    /// <summary>
    /// The same for the other way in which a load may come by its value: from a flight that was ended before it could
    /// be published, or whose value has gone again since. The key held nothing when the flight was begun or joined.
    /// </summary>
    internal static bool TryApplyUnstored(in Operation operation, long state, bool mayVanish, out long next)
    {
        next = Operation.Nothing;
        return operation is { Kind: OperationKind.Load, MayBeUnstored: true }
            && (state == Operation.Nothing || mayVanish);
    }

    private static bool Agrees(long seen, long state) => seen == Operation.Untold || seen == state;
}
