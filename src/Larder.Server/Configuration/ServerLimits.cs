using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Larder.Server.Configuration;

/// <summary>What one client, or all of them together, may demand of the server.</summary>
internal static class ServerLimits
{
    /// <summary>Kestrel's own default is unlimited; idle clients must not use up the process's file handles.</summary>
    public const long ConnectionsMax = 16_384;

    /// <summary>Above the largest payload of the contract: two lists that join to 5,000,000 characters.</summary>
    public const long RequestBodyBytesMax = 30_000_000;

    public const int RequestHeadersBytesMax = 32 * 1024;

    public const int RequestHeaderCountMax = 100;

    /// <summary>Headers that trickle in hold a connection no longer than this.</summary>
    public static readonly TimeSpan RequestHeadersTimeout = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(130);

    /// <summary>How long requests in flight may take to finish once the server was told to stop.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
        kestrel.Limits.MaxConcurrentUpgradedConnections = ConnectionsMax;
        kestrel.Limits.MaxRequestBodySize = RequestBodyBytesMax;
        kestrel.Limits.MaxRequestHeadersTotalSize = RequestHeadersBytesMax;
        kestrel.Limits.MaxRequestHeaderCount = RequestHeaderCountMax;
        kestrel.Limits.RequestHeadersTimeout = RequestHeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = KeepAliveTimeout;
    }
}
