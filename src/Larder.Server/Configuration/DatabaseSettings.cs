namespace Larder.Server.Configuration;

/// <summary>Which database, and how patient we are with it.</summary>
internal sealed record DatabaseSettings
{
    public required DatabaseAddress Address { get; init; }

    /// <summary>Log the text of every statement; the values never.</summary>
    public bool Echo { get; init; }

    /// <summary>How long one statement may take, and how long a writer waits for its turn.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may take to come, from the pool or from the server.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the start of Larder waits for a server that does not answer yet.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most connections to PostgreSQL at a time.</summary>
    public int PoolSize { get; init; } = 20;

    /// <summary>From how long on a statement is logged as slow; zero for never.</summary>
    public TimeSpan Slow { get; init; } = TimeSpan.FromMilliseconds(500);
}
