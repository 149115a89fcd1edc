using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Larder.AspNetCore.KeyValue;

/// <summary>
/// What the client wrote after the method, not yet decoded by anybody. The server's own path decodes all but <c>%2F</c>, so
/// that there <c>a%2Fb</c> and <c>a%252Fb</c> would be one key.
/// </summary>
internal static class RawTarget
{
    internal const string Cache = "/cache";
    internal const string CacheEntry = "/cache/";
    internal const string Put = "/put";
    internal const string Get = "/get";
    internal const string Batch = "batch";

    private const string SchemeEnd = "://";

    // By the type as a key: the generic way asks the runtime for a method at every call.
    public static string Of(HttpContext context) =>
        ((IHttpRequestFeature?)context.Features[typeof(IHttpRequestFeature)])?.RawTarget ?? "";

    /// <summary>The path of a target, whether it was written with scheme and host or without.</summary>
    public static ReadOnlySpan<char> PathOf(ReadOnlySpan<char> target)
    {
        var path = WithoutHost(target);
        var query = path.IndexOf('?');
        return query < 0 ? path : path[..query];
    }

    /// <summary>What stands after the question mark.</summary>
    public static ReadOnlySpan<char> QueryOf(ReadOnlySpan<char> target)
    {
        var query = target.IndexOf('?');
        return query < 0 ? default : target[(query + 1)..];
    }

    /// <summary>Whether a word after <c>/cache/</c> belongs to a route of its own, of this API or of another module.</summary>
    public static bool IsReserved(ReadOnlySpan<char> word) =>
        word is "stats" or "performance" or "clear" or "warm" or "static" or Batch;

    private static ReadOnlySpan<char> WithoutHost(ReadOnlySpan<char> target)
    {
        if (target.Length == 0 || target[0] == '/')
            return target;

        var host = target.IndexOf(SchemeEnd);
        if (host < 0)
            return target;

        var rest = target[(host + SchemeEnd.Length)..];
        var path = rest.IndexOf('/');
        return path < 0 ? "/" : rest[path..];
    }
}
