namespace Larder.Concurrency.Tests.Histories;

/// <summary>One call that has returned: what was asked, what was answered, and when it began and ended.</summary>
/// <param name="Lane">The thread that called, as the number of its lane.</param>
/// <param name="Kind">What was asked.</param>
/// <param name="Key">The key, or <see cref="AllKeys"/>.</param>
/// <param name="Invoked">The ticket drawn before the call.</param>
/// <param name="Responded">The ticket drawn after the call.</param>
/// <param name="Argument">The value written, if any.</param>
/// <param name="Expected">What a compare-and-set compared with.</param>
/// <param name="Seen">The value that was answered, <see cref="Nothing"/>, or <see cref="Untold"/>.</param>
/// <param name="Succeeded">Whether the call did what was asked; of a load, whether the caller made the value.</param>
/// <param name="Made">The ticket drawn by the factory of a load that the caller led.</param>
/// <param name="MayBeUnstored">
/// Whether a load may have answered with a value that was never stored; see <see cref="LoadRules"/>.
/// </param>
internal readonly record struct Operation(
    int Lane,
    OperationKind Kind,
    int Key,
    long Invoked,
    long Responded,
    long Argument = Operation.Untold,
    long Expected = Operation.Untold,
    long Seen = Operation.Untold,
    bool Succeeded = true,
    long Made = Operation.Untold,
    bool MayBeUnstored = false)
{
    /// <summary>The answer of a miss, and the state of a key without a value.</summary>
    internal const long Nothing = long.MinValue;

    /// <summary>The call did not say.</summary>
    internal const long Untold = long.MinValue + 1;

    /// <summary>The key of an operation that concerns every key.</summary>
    internal const int AllKeys = -1;

    internal static string Tell(long value) => value switch
    {
        Nothing => "nothing",
        Untold => "?",
        _ => value.ToString(),
    };

    public override string ToString() => $"[{Invoked}..{Responded}] thread {Lane} {What()}";

    private string What() => Kind switch
    {
        OperationKind.Get => $"got {Tell(Seen)}",
        OperationKind.Set => $"set {Tell(Argument)}",
        OperationKind.Remove => Succeeded ? $"removed {Tell(Seen)}" : "found nothing to remove",
        OperationKind.AddIfAbsent => Succeeded ? $"added {Tell(Argument)}" : $"did not add, as there was {Tell(Seen)}",
        OperationKind.CompareAndSet =>
            $"{(Succeeded ? "replaced" : "did not replace")} {Tell(Expected)} by {Tell(Argument)}",
        OperationKind.CompareAndRemove => $"{(Succeeded ? "removed" : "did not remove")} {Tell(Expected)}",
        OperationKind.Load => $"{(Succeeded ? "loaded" : "was answered")} {Tell(Seen)}",
        _ => "cleared",
    };
}
