using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Security;

/// <summary>Tells whether a request was sent by a page of another site, in the browser of somebody who may more than it.</summary>
internal static class ForeignPage
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Whether a page other than one of this very server sent it. What is no browser sends neither header.</summary>
    internal static bool Sent(HttpRequest request)
    {
        if (request.Headers.TryGetValue(FetchSite, out var site) && site.ToString() is not ("same-origin" or "none"))
            return true;

        // For browsers that do not know the header above.
        return request.Headers.Origin is { Count: > 0 } origin && !IsOwn(origin.ToString(), request.Host);
    }

    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);
}
