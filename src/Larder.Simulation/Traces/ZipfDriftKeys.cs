namespace Larder.Simulation.Traces;

/// <summary>
/// A zipf workload whose popularity drifts: at a fixed distance one key, drawn by popularity, trades places with one
/// drawn evenly. The famous fade one by one, and unknown keys rise.
/// </summary>
internal sealed class ZipfDriftKeys : IKeySequence
{
    private readonly RandomStream _random;
    private readonly ZipfSampler _ranks;
    private readonly int[] _keyOfRank;
    private readonly long _period;
    private long _position;

    public ZipfDriftKeys(double skew, int keys, long period, RandomStream random)
    {
        _random = random;
        _ranks = new ZipfSampler(skew, keys, random);
        _period = period;
        _keyOfRank = new int[keys];

        for (int i = 0; i < keys; i++)
            _keyOfRank[i] = i;
    }

    public long Next()
    {
        if (_position == _period)
        {
            _position = 0;
            Trade(_ranks.Next(), _random.NextBelow(_keyOfRank.Length));
        }

        _position++;
        return _keyOfRank[_ranks.Next()];
    }

    private void Trade(long first, long second)
    {
        (_keyOfRank[first], _keyOfRank[second]) = (_keyOfRank[second], _keyOfRank[first]);
    }
}
