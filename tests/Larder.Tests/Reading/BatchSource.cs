using System.Collections.Concurrent;
using Larder.Testing;

namespace Larder.Tests.Reading;

/// <summary>A source of many values at once that answers when the test says so.</summary>
internal sealed class BatchSource
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<BatchRun>> _runs = new();
    private int _count;

    // Partner: the increment in MakeAsync.
    internal int Runs => Volatile.Read(ref _count);

    internal Task<BatchRun> Run(int number) => Of(number).Task.WaitAsync(WaitLimit.Default);

    internal Task<IReadOnlyDictionary<string, string>> Ask(CacheUnderTest test, params string[] keys) =>
        Ask(test, null, default, keys);

    internal Task<IReadOnlyDictionary<string, string>> Ask(
        CacheUnderTest test, CacheEntryOptions? options, CancellationToken token, params string[] keys) =>
        test.Cache.GetOrCreateManyAsync(
            keys, this, static (it, missing, stop) => it.MakeAsync(missing, stop), options, token).AsTask();

    private async ValueTask<IReadOnlyDictionary<string, string>> MakeAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var run = new BatchRun(keys, cancellationToken);
        Of(Interlocked.Increment(ref _count)).SetResult(run);
        return await run.Answered;
    }

    private TaskCompletionSource<BatchRun> Of(int number) =>
        _runs.GetOrAdd(number, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
