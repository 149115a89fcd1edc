using Larder.Memory;
using Larder.Writing;

namespace Larder.Reading;

/// <summary>A load of a value of one type, shared by everyone who waits for it.</summary>
/// <remarks>Invariants: the outcome is set once. Continuations never run on the thread that sets it.</remarks>
internal sealed class LoadFlight<T>(string key, ResolvedOptions options, long beganEpoch, bool isRefresh)
    : LoadFlight(key, options, beganEpoch, isRefresh)
{
    private readonly TaskCompletionSource<T> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<T> Outcome => _outcome.Task;

    internal override bool HasEnded => _outcome.Task.IsCompleted;

    internal void Succeed(T value) => _outcome.TrySetResult(value);

    /// <summary>What the tier beyond memory had; written before the load ends.</summary>
    internal FarRead<T> Far { get; set; }

    /// <summary>A stale value of that tier which memory does not keep; it may help out.</summary>
    internal Slot<T>? Spare { get; set; }

    /// <summary>Ends it: what memory holds now has to be judged by everyone who waited.</summary>
    internal void EndFilled()
    {
        HasFilled = true; // published by the completion of the task
        EndWithoutValue();
    }

    internal void EndWithoutValue()
    {
        HasNoValue = true; // published by the completion of the task, which whoever reads it has awaited
        _outcome.TrySetResult(default!);
    }

    internal void Fail(Exception error)
    {
        _outcome.TrySetException(error);

        // When everybody has left, nobody looks at it; that is no reason to report it as unobserved.
        _ = _outcome.Task.Exception;
    }
}
