namespace Larder.Cli.Load;

/// <summary>What one connection has counted.</summary>
/// <remarks>
/// Invariants. Only the loop of the connection writes, and each count only grows. The counts may be read by the thread
/// that draws progress while the loop goes on: it sees each of them as of a moment ago, by the volatile writes here
/// and the volatile reads in the properties. The kinds of failure are read only after the loop has ended.
/// </remarks>
internal sealed class ConnectionTally
{
    /// <summary>More kinds than this are counted together: a server may invent statuses.</summary>
    private const int KindsMax = 32;

    private const string OtherKinds = "other failures";

    private readonly Dictionary<string, long> _failures = new(StringComparer.Ordinal);
    private long _puts;
    private long _hits;
    private long _misses;
    private long _failed;
    private long _unfinished;

    // The partner of each read below is the write in Add.
    public long Puts => Volatile.Read(ref _puts);

    public long Hits => Volatile.Read(ref _hits);

    public long Misses => Volatile.Read(ref _misses);

    public long Failed => Volatile.Read(ref _failed);

    public long Unfinished => Volatile.Read(ref _unfinished);

    public IReadOnlyDictionary<string, long> Failures => _failures;

    public void Add(Operation operation, Verdict verdict)
    {
        ref var count = ref _failed;
        switch (verdict.Outcome)
        {
            case Outcome.Success when operation.IsPut:
                count = ref _puts;
                break;

            case Outcome.Success:
                count = ref _hits;
                break;

            case Outcome.Miss:
                count = ref _misses;
                break;

            case Outcome.Unfinished:
                count = ref _unfinished;
                break;

            default:
                var kind = _failures.ContainsKey(verdict.Kind) || _failures.Count < KindsMax ? verdict.Kind : OtherKinds;
                _failures[kind] = _failures.GetValueOrDefault(kind) + 1;
                break;
        }

        // One writer, so that no interlocked addition is needed; the partners are the reads above.
        Volatile.Write(ref count, count + 1);
    }
}
