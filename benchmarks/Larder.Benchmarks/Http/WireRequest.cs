using System.Text;

namespace Larder.Benchmarks.Http;

/// <summary>A request as the load generator sends it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="Json">The body; null for none.</param>
internal sealed record WireRequest(string Method, string Path, string? Json = null)
{
    /// <summary>The same request for the framework's client.</summary>
    public HttpRequestMessage ToMessage() => new(new HttpMethod(Method), Path)
    {
        Content = Json is null ? null : new StringContent(Json, Encoding.UTF8, JsonType),
    };

    /// <summary>The content type of a body.</summary>
    public const string JsonType = "application/json";
}
