using System.Collections.Concurrent;
using Larder.Testing;

namespace Larder.Tests;

/// <summary>A source of values that answers when the test says so, and shows every run of the factory that asked it.</summary>
/// <remarks>Invariants: runs are numbered from one by Interlocked alone; each number is announced once.</remarks>
internal sealed class Source<T>
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<SourceRun<T>>> _runs = new();
    private int _count;
    private bool _stopped;

    // Partner: the increment in MakeAsync.
    internal int Runs => Volatile.Read(ref _count);

    /// <summary>A run of the factory, once it has begun.</summary>
    internal Task<SourceRun<T>> Run(int number) => Of(number).Task.WaitAsync(WaitLimit.Default);

    /// <summary>The factory.</summary>
    internal async ValueTask<T> MakeAsync(CacheEntryContext context, CancellationToken cancellationToken)
    {
        var run = new SourceRun<T>(context, cancellationToken);
        Of(Interlocked.Increment(ref _count)).SetResult(run);
        if (Volatile.Read(ref _stopped)) run.Stop(); // partner: the write in Stop
        return await run.Answered;
    }

    /// <summary>Cancels what was not answered, and what will still be asked.</summary>
    internal void Stop()
    {
        Volatile.Write(ref _stopped, true); // partner: the read in MakeAsync
        foreach (var run in _runs.Values.Where(static run => run.Task.IsCompleted)) run.Task.Result.Stop();
    }

    private TaskCompletionSource<SourceRun<T>> Of(int number) =>
        _runs.GetOrAdd(number, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
