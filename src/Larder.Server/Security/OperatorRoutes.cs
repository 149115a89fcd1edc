using Larder.AspNetCore.Security;

namespace Larder.Server.Security;

/// <summary>Which requests belong to the operator: they show or change the server itself.</summary>
internal static class OperatorRoutes
{
    private static readonly PathString[] Private = ["/admin", "/dashboard", "/metrics"];

    private static readonly PathString Clear = "/cache/clear";

    /// <summary>The scope that a request needs; null when it is one for data.</summary>
    public static AccessScope? ScopeOf(HttpContext context)
    {
        var request = context.Request;
        if (IsPrivate(request.Path))
            return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? AccessScope.Read : AccessScope.Admin;
        return IsClear(request.Path) && AsksForAll(request.Query) ? AccessScope.Admin : null;
    }

    /// <summary>Whether a path lies below one of the operator's, so that no page of another site may read it.</summary>
    public static bool IsPrivate(PathString path)
    {
        foreach (var each in Private)
        {
            if (path.StartsWithSegments(each, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    public static bool IsClear(PathString path) => path.StartsWithSegments(Clear, StringComparison.OrdinalIgnoreCase);

    // Whoever reads the query differently finds less in it than this does, never more.
    private static bool AsksForAll(IQueryCollection query) =>
        query.Any(pair => pair.Key.Trim().Equals("scope", StringComparison.OrdinalIgnoreCase)
            && pair.Value.ToString().Contains("all", StringComparison.OrdinalIgnoreCase));
}
