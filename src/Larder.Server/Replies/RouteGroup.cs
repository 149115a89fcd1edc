namespace Larder.Server.Replies;

/// <summary>Which group of routes a path belongs to: a group has error bodies of its own, and is counted by itself.</summary>
internal static class RouteGroup
{
    public const string KeyValue = "keyvalue";
    public const string Payloads = "payloads";
    public const string Products = "products";
    public const string Other = "other";

    // Each with its first segment. What is not listed is no route of ours, whatever a client calls it.
    private static readonly (PathString Path, string Group)[] Known =
    [
        ("/cache/stats", "cache"), ("/cache/performance", "cache"), ("/cache/clear", "cache"), ("/cache/warm", "cache"),
        ("/cache/static", "cache"), ("/cache", KeyValue), ("/put", KeyValue), ("/get", KeyValue), ("/payload", Payloads),
        ("/products", Products), ("/users", "users"), ("/health", "health"), ("/admin", "admin"),
        ("/dashboard", "dashboard"), ("/metrics", "metrics"), ("/docs", "docs"), ("/redoc", "docs"), ("/openapi.json", "docs"),
        ("/static", "page"),
    ];

    /// <summary>Every group there is.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(each => each.Group).Append("page").Append(Other).Distinct()];

    public static string Of(PathString path)
    {
        if (path.Value is "/" or "")
            return "page";

        foreach (var (known, group) in Known)
        {
            if (path.StartsWithSegments(known, StringComparison.OrdinalIgnoreCase))
                return group;
        }

        return Other;
    }
}
