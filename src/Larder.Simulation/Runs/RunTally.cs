namespace Larder.Simulation.Runs;

/// <summary>Makes the requests of one run and counts what they meet. For one thread.</summary>
internal sealed class RunTally(ISimulatedStore store, RunOptions options)
{
    private long _requests;
    private long _hits;
    private long _bytesRequested;
    private long _bytesHit;

    public void Request(ReadOnlySpan<TraceRequest> batch)
    {
        foreach (var request in batch)
        {
            int size = options.IsWeighted ? request.Size : 1;
            _bytesRequested += size;

            if (store.TryGet(request.Key))
            {
                _hits++;
                _bytesHit += size;
            }
            else if (size <= options.Capacity)
            {
                store.Set(request.Key, size);
            }
        }

        _requests += batch.Length;
    }

    public RunResult Result() => new()
    {
        Policy = options.Policy,
        Capacity = options.Capacity,
        Requests = _requests,
        Hits = _hits,
        Bytes = options.IsWeighted ? new ByteCount(_bytesRequested, _bytesHit) : null,
    };
}
