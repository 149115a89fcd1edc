namespace Larder.Server.Security;

/// <summary>
/// Keeps pages of other sites from writing: a form or a link of theirs cannot, and a script can only if CORS lets it. What
/// is no browser sends none of the headers that are looked at here.
/// </summary>
internal sealed class CrossSiteRule(IReadOnlyList<string> origins)
{
    public bool Refuses(HttpContext context)
    {
        var request = context.Request;
        return !IsSafe(request.Method) && IsCrossSite(request) && !MayWrite(request);
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsCrossSite(HttpRequest request) =>
        request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site.ToString() == "cross-site";

    // A request that CORS governs says so itself, in a header that no script can set.
    private bool MayWrite(HttpRequest request) =>
        !OperatorRoutes.IsClear(request.Path)
        && request.Headers["Sec-Fetch-Mode"].ToString() == "cors"
        && (origins.Contains("*", StringComparer.Ordinal)
            || origins.Contains(request.Headers.Origin.ToString(), StringComparer.Ordinal));
}
