using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests;

/// <summary>Reads traces as a whole, for tests.</summary>
internal static class TraceContent
{
    public static List<TraceRequest> Of(ITrace trace, int count = int.MaxValue, int batchSize = 1000)
    {
        var requests = new List<TraceRequest>();
        var batch = new TraceRequest[batchSize];
        using var reader = trace.Open();
        int read;

        while (requests.Count < count && (read = reader.Read(batch)) > 0)
            requests.AddRange(batch.AsSpan(0, Math.Min(read, count - requests.Count)));

        return requests;
    }

    public static List<long> KeysOf(string workload, int count)
    {
        return [.. Of(TraceSource.Find(workload), count).Select(request => request.Key)];
    }
}
