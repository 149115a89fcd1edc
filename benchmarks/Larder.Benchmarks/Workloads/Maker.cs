namespace Larder.Benchmarks.Workloads;

/// <summary>The factory of one thread: counts how often it was asked, which is how often the cache missed.</summary>
internal sealed class Maker
{
    private readonly Payload _payload = new();

    /// <summary>How often a value was made. Written by the thread that owns the maker, read when it rests.</summary>
    public long Made { get; private set; }

    public Payload Make()
    {
        Made++;
        return _payload;
    }
}
