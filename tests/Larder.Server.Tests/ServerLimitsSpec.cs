using Larder.Server.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Larder.Server.Tests;

public sealed class ServerLimitsSpec
{
    [Fact]
    public void No_limit_of_kestrel_is_left_open()
    {
        var kestrel = new KestrelServerOptions();

        new ServerLimits().ApplyTo(kestrel);

        Assert.Equal(16_384, kestrel.Limits.MaxConcurrentConnections);
        Assert.Equal(16_384, kestrel.Limits.MaxConcurrentUpgradedConnections);
        Assert.Equal(ServerLimits.RequestBodyBytesMax, kestrel.Limits.MaxRequestBodySize);
        Assert.Equal(ServerLimits.RequestLineBytesMax, kestrel.Limits.MaxRequestLineSize);
        Assert.Equal(ServerLimits.RequestHeadersBytesMax, kestrel.Limits.MaxRequestHeadersTotalSize);
        Assert.Equal(ServerLimits.RequestHeaderCountMax, kestrel.Limits.MaxRequestHeaderCount);
        Assert.Equal(TimeSpan.FromSeconds(10), kestrel.Limits.RequestHeadersTimeout);
        Assert.NotNull(kestrel.Limits.MinRequestBodyDataRate);
        Assert.NotNull(kestrel.Limits.MinResponseDataRate);
        Assert.False(kestrel.AddServerHeader);
    }
}
