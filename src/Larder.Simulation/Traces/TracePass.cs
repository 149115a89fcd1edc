namespace Larder.Simulation.Traces;

/// <summary>One pass over a trace, batch after batch, that stops at a limit. For one thread.</summary>
internal sealed class TracePass : IDisposable
{
    private readonly ITraceReader _reader;
    private readonly TraceRequest[] _buffer;
    private readonly long _limit;
    private int _count;
    private long _requests;

    public TracePass(ITrace trace, long? limit, int batchSize)
    {
        _limit = limit ?? long.MaxValue;
        _buffer = new TraceRequest[batchSize];
        _reader = trace.Open();
    }

    /// <summary>The requests of this step; valid until the next.</summary>
    public ReadOnlySpan<TraceRequest> Batch => _buffer.AsSpan(0, _count);

    public TraceProgress Progress => new(_requests, Math.Max(_reader.Fraction, (double)_requests / _limit));

    public bool MoveNext()
    {
        int wanted = (int)Math.Min(_buffer.Length, _limit - _requests);
        _count = wanted == 0 ? 0 : _reader.Read(_buffer.AsSpan(0, wanted));
        _requests += _count;
        return _count > 0;
    }

    public void Dispose() => _reader.Dispose();
}
