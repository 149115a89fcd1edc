using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Security;

/// <summary>Where a request carries its key: in one of two headers, and never in its address, which ends up in logs.</summary>
internal static class PresentedKey
{
    internal const string HeaderName = "X-Api-Key";

    private const string Bearer = "Bearer ";

    /// <summary>What was sent; empty when nothing was. A proxy's own <c>Authorization</c> of another scheme is not ours.</summary>
    internal static ReadOnlySpan<char> Of(HttpRequest request)
    {
        var headers = request.Headers;
        if (headers.Authorization is { Count: 1 } authorization
            && authorization[0].AsSpan() is var text && text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return text[Bearer.Length..].Trim(' ');
        }

        return headers.TryGetValue(HeaderName, out var values) && values.Count == 1 ? values[0].AsSpan() : default;
    }
}
