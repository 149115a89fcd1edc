namespace Larder.Simulation.Traces;

/// <summary>Turns key numbers into requests.</summary>
internal sealed class WorkloadReader(IKeySequence numbers, long requests, ulong seed) : ITraceReader
{
    private const int SmallestSizeBits = 6;
    private const int SizeClasses = 10;

    // Numbers in order would be neighbours in a hash table, which the keys of real traffic are not.
    private readonly ulong _salt = SplitMix.Mix(seed);
    private long _made;

    public double Fraction => (double)_made / requests;

    public int Read(Span<TraceRequest> batch)
    {
        int count = (int)Math.Min(batch.Length, requests - _made);

        for (int i = 0; i < count; i++)
        {
            ulong key = SplitMix.Mix((ulong)numbers.Next() + _salt);
            batch[i] = new TraceRequest((long)key, SizeOf(key));
        }

        _made += count;
        return count;
    }

    public void Dispose()
    {
    }

    /// <summary>A size that belongs to the key: 64 bytes to just below 64 KiB, each power of two as likely.</summary>
    private static int SizeOf(ulong key)
    {
        ulong bits = SplitMix.Mix(~key);
        int sizeBits = SmallestSizeBits + (int)(bits % SizeClasses);
        return (1 << sizeBits) + (int)((bits >> 32) & ((1UL << sizeBits) - 1));
    }
}
