using System.Collections.Concurrent;

namespace Larder.Tests.Manager;

/// <summary>The context of a window: what is posted to it runs when its only thread comes round to it.</summary>
internal sealed class WindowThread : SynchronizationContext
{
    private readonly ConcurrentQueue<(SendOrPostCallback Work, object? State)> _posted = new();

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    /// <summary>Runs what was posted until now, and what that posts.</summary>
    internal void RunWhatWasPosted()
    {
        while (_posted.TryDequeue(out var next)) next.Work(next.State);
    }
}
