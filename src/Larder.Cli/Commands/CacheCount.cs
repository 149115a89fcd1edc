namespace Larder.Cli.Commands;

/// <summary>Hits and misses of one kind of request, as the server's header told them.</summary>
internal struct CacheCount
{
    public long Hits { get; private set; }

    public long Misses { get; private set; }

    public readonly bool IsKnown => Hits + Misses > 0;

    public void Add(string? header)
    {
        if (string.Equals(header, "HIT", StringComparison.OrdinalIgnoreCase))
            Hits++;
        else if (string.Equals(header, "MISS", StringComparison.OrdinalIgnoreCase))
            Misses++;
    }
}
