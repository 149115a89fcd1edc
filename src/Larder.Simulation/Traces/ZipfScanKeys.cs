namespace Larder.Simulation.Traces;

/// <summary>A zipf workload that is broken, at a fixed distance, by a scan of keys that are never asked for again.</summary>
internal sealed class ZipfScanKeys(double skew, long keys, long every, long length, RandomStream random) : IKeySequence
{
    private readonly ZipfSampler _ranks = new(skew, keys, random);
    private long _nextOneOff = keys;
    private long _position;

    public long Next()
    {
        long position = _position;
        _position = position + 1 == every + length ? 0 : position + 1;
        return position < every ? _ranks.Next() : _nextOneOff++;
    }
}
