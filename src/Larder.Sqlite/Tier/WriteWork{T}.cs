namespace Larder.Sqlite.Tier;

/// <summary>Work with a result.</summary>
/// <remarks>Invariants: <c>_result</c> is written and read by the writer alone; the task hands it on.</remarks>
internal sealed class WriteWork<T>(Func<Writer, T> apply) : WriteWork
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    internal Task<T> Done => _done.Task;

    internal override void Apply(Writer writer) => _result = apply(writer);

    internal override void Succeed() => _done.TrySetResult(_result!);

    internal override void Fail(Exception error) => _done.TrySetException(error);

    /// <summary>Gives up what no batch has taken yet. What one has is waited for: it is about to be done.</summary>
    internal void Cancel(CancellationToken cancellationToken)
    {
        if (TryCancel())
        {
            _done.TrySetCanceled(cancellationToken);
        }
    }
}
