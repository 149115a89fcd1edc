using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Larder.Server.Configuration;

/// <summary>What one client, or all of them together, may demand of the server.</summary>
internal sealed record ServerLimits
{
    /// <summary>Above the largest payload of the contract: two lists that join to 5,000,000 characters.</summary>
    public const int RequestBodyBytesMax = 30_000_000;

    public const int RequestLineBytesMax = 8 * 1024;

    public const int RequestHeadersBytesMax = 32 * 1024;

    public const int RequestHeaderCountMax = 100;

    /// <summary>A body that comes more slowly than this, after a time of grace, is 408.</summary>
    public const double BodyBytesPerSecondMin = 240;

    public static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(130);

    private const int ShareOfMemory = 8;
    private const long Megabyte = 1024 * 1024;
    private const long LargeBodyBytesLeast = 64 * Megabyte;

    /// <summary>Kestrel's own default is unlimited; idle clients must not use up the process's file handles.</summary>
    public int Connections { get; init; } = 16_384;

    /// <summary>Headers that trickle in hold a connection no longer than this.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many bytes of large bodies are worked on at once.</summary>
    public long LargeBodyBytes { get; init; } = LargeBodyBytesLeast;

    /// <summary>How long the server goes on listening once it was told to stop, for balancers that have yet to notice.</summary>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.Zero;

    /// <summary>How long requests in flight may take to finish after that.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public static ServerLimits Read(SettingReader reader) => new()
    {
        Connections = reader.Number(KnownSettings.Connections, 1, 1_000_000),
        HeadersTimeout = reader.Seconds(KnownSettings.HeadersTimeout, 1, 3_600),
        LargeBodyBytes = reader.NumberOrNull(KnownSettings.LargeBodyMegabytes, 0, 1_000_000) * Megabyte
            ?? Math.Max(LargeBodyBytesLeast, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfMemory),
        DrainDelay = reader.Seconds(KnownSettings.DrainDelay, 0, 3_600),
        DrainTimeout = reader.Seconds(KnownSettings.DrainTimeout, 1, 3_600),
    };

    public void ApplyTo(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = Connections;
        limits.MaxConcurrentUpgradedConnections = Connections;
        limits.MaxRequestBodySize = RequestBodyBytesMax;
        limits.MaxRequestLineSize = RequestLineBytesMax;
        limits.MaxRequestHeadersTotalSize = RequestHeadersBytesMax;
        limits.MaxRequestHeaderCount = RequestHeaderCountMax;
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.KeepAliveTimeout = KeepAliveTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(BodyBytesPerSecondMin, BodyGrace);
        limits.MinResponseDataRate = new MinDataRate(BodyBytesPerSecondMin, BodyGrace);
    }
}
