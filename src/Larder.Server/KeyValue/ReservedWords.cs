using Microsoft.Net.Http.Headers;

namespace Larder.Server.KeyValue;

/// <summary>
/// Answers the words after <c>/cache/</c> that are no keys, for every method that no module has an endpoint for: 405, with
/// the methods that there are. Without it a word whose module is not served would be unknown, and look like a free key.
/// </summary>
internal static class ReservedWords
{
    public static void MapTo(IEndpointRouteBuilder routes, IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            var path = $"/cache/{word}";
            routes.Map(path, context => RefuseAsync(context, path)).ExcludeFromDescription().Add(Last);
        }
    }

    private static Task RefuseAsync(HttpContext context, string path)
    {
        // Looked up now: modules that come later in the table map their endpoints later.
        var methods = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => IsAt(path, endpoint))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        context.Response.Headers[HeaderNames.Allow] = string.Join(", ", methods);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    private static bool IsAt(string path, RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is { } pattern
            && pattern.AsSpan().TrimStart('/').Equals(path.AsSpan(1), StringComparison.OrdinalIgnoreCase);

    private static void Last(EndpointBuilder endpoint) => ((RouteEndpointBuilder)endpoint).Order = int.MaxValue;
}
