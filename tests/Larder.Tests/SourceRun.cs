namespace Larder.Tests;

/// <summary>One run of a factory, which ends as the test says.</summary>
internal sealed class SourceRun<T>(CacheEntryContext context, CancellationToken token)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal CacheEntryContext Context { get; } = context;

    internal CancellationToken Token { get; } = token;

    internal Task<T> Answered => _answer.Task;

    internal void Answer(T value) => _answer.SetResult(value);

    internal void Stop() => _answer.TrySetCanceled();

    internal void Fail(Exception error) => _answer.SetException(error);

    /// <summary>Ends the run when its token is cancelled, as a factory does that observes it.</summary>
    internal SourceRun<T> ObservingItsToken()
    {
        Token.Register(() => _answer.TrySetCanceled(Token));
        return this;
    }
}
