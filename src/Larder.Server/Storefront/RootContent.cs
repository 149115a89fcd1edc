using System.Text.Encodings.Web;
using System.Text.Json;
using Larder.Server.Configuration;
using Larder.Server.Modules;

namespace Larder.Server.Storefront;

/// <summary>What the root says to programs: product, version, pages, and what this process really serves.</summary>
internal sealed record RootContent(IReadOnlyList<string> Modules, IReadOnlyList<string> Routes)
{
    private const string Message = "Larder is running.";

    // Named only where they are served.
    private static readonly (string Name, string Path)[] Pages =
        [("docs", "/docs"), ("redoc", "/redoc"), ("openapi", "/openapi.json")];

    /// <summary>Reads the routes from routing itself, so that nothing is promised which is not there.</summary>
    public static RootContent From(IEnumerable<ServerModule> modules, IEnumerable<EndpointDataSource> sources)
    {
        var routes = sources
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(Lines)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return new RootContent([.. modules.Select(module => module.Name)], [.. routes]);
    }

    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteString("message", Message);
            json.WriteString("name", "Larder");
            json.WriteString("version", ProductVersion.Text);
            foreach (var (name, path) in Pages.Where(page => Routes.Contains($"GET {page.Path}", StringComparer.Ordinal)))
                json.WriteString(name, path);
            WriteList(json, "modules", Modules);
            WriteList(json, "routes", Routes);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static IEnumerable<string> Lines(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return methods
            .Where(method => !HttpMethods.IsHead(method))
            .Select(method => $"{method} {endpoint.RoutePattern.RawText}");
    }
}
