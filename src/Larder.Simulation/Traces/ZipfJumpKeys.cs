namespace Larder.Simulation.Traces;

/// <summary>A zipf workload whose keys are all replaced by new ones at a fixed distance: a hot set that changes at once.</summary>
internal sealed class ZipfJumpKeys(double skew, long keys, long period, RandomStream random) : IKeySequence
{
    private readonly ZipfSampler _ranks = new(skew, keys, random);
    private long _firstKey;
    private long _position;

    public long Next()
    {
        if (_position == period)
        {
            _position = 0;
            _firstKey += keys;
        }

        _position++;
        return _firstKey + _ranks.Next();
    }
}
