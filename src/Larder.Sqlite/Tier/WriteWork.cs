namespace Larder.Sqlite.Tier;

/// <summary>Something to be written, and whoever waits until it is.</summary>
/// <remarks>
/// Invariants. <c>_state</c> leaves Waiting once, by compare-and-swap: to Taken, and then the work is done whatever its caller
/// does; or to Cancelled, and then it never touches what the caller gave it. Only the writer moves it from Taken on.
/// </remarks>
internal abstract class WriteWork
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private int _state;

    /// <summary>About how many rows it touches.</summary>
    internal int Weight { get; init; } = 1;

    /// <summary>Claims the work for a batch.</summary>
    /// <returns>False when its caller has given up.</returns>
    internal bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting; // partner: TryCancel

    /// <summary>Does the work, inside a transaction that may yet be taken back.</summary>
    internal abstract void Apply(Writer writer);

    /// <summary>The transaction is committed.</summary>
    internal abstract void Succeed();

    /// <summary>The transaction was taken back.</summary>
    internal abstract void Fail(Exception error);

    protected bool TryCancel() => Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting; // partner: TryTake
}
