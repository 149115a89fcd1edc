using Microsoft.Net.Http.Headers;

namespace Larder.AspNetCore;

/// <summary>Tells whether the body of a request says that it is JSON.</summary>
public static class JsonMediaType
{
    private const string Usual = "application/json";

    /// <summary>
    /// Whether a content type is JSON. Worth asking although the body would tell: a page of another site can send text or a
    /// form without being asked first, and JSON only with permission.
    /// </summary>
    /// <param name="contentType">The content type as it was sent; null for none.</param>
    /// <returns>Whether it is <c>application/json</c>, or another of <c>application</c> that ends in <c>+json</c>.</returns>
    public static bool Includes(string? contentType)
    {
        if (contentType is null)
            return false;
        if (contentType == Usual)
            return true;

        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
            && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
    }
}
