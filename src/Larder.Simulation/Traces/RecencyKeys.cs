namespace Larder.Simulation.Traces;

/// <summary>
/// Recent keys come again: each request repeats the one a zipf-distributed number of requests ago, but for a share that
/// asks for a key never seen before.
/// </summary>
internal sealed class RecencyKeys(double skew, int window, double newShare, RandomStream random) : IKeySequence
{
    private readonly ZipfSampler _distances = new(skew, window, random);
    private readonly long[] _recent = new long[window];
    private long _position;
    private long _nextNew;

    public long Next()
    {
        long key = _position == 0 || random.NextDouble() < newShare ? _nextNew++ : Repeat();
        _recent[_position % window] = key;
        _position++;
        return key;
    }

    private long Repeat()
    {
        // Before the window is full, a distance beyond the first request wraps to a nearer one.
        long distance = 1 + (_distances.Next() % Math.Min(_position, window));
        return _recent[(_position - distance) % window];
    }
}
