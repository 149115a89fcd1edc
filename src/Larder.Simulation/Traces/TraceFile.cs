namespace Larder.Simulation.Traces;

/// <summary>A trace in a file of fixed-size records, plain or compressed by gzip.</summary>
internal sealed class TraceFile<TRecord>(string path, bool isCompressed) : ITrace
    where TRecord : struct, ITraceRecord
{
    public string Name { get; } = Path.GetFileName(path);

    public bool HasSizes => TRecord.HasSizes;

    public ITraceReader Open() => new TraceFileReader<TRecord>(path, isCompressed);
}
