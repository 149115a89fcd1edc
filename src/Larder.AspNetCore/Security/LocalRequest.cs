using System.Net;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Security;

/// <summary>Tells whether a request comes from this machine, and from somebody who meant to ask this machine.</summary>
/// <remarks>
/// The address alone proves nothing: a proxy on the same machine makes everybody local, and a page whose name was bound
/// anew to 127.0.0.1 lets the browser of the operator ask in its place. So the name in <c>Host</c> has to be a local one,
/// and no header may tell of a proxy.
/// </remarks>
internal static class LocalRequest
{
    // Those of proxies, and what ForwardedHeadersMiddleware leaves behind where it has believed one.
    private static readonly string[] OfProxies =
        ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "X-Original-For", "Via"];

    internal static bool Is(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } remote || !IsLoopback(remote) || !IsLocalName(context.Request.Host))
            return false;

        foreach (var name in OfProxies)
        {
            if (context.Request.Headers.ContainsKey(name))
                return false;
        }

        return true;
    }

    private static bool IsLocalName(HostString host) =>
        host.HasValue
        && (host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Host, out var address) && IsLoopback(address)));

    private static bool IsLoopback(IPAddress address) =>
        IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
