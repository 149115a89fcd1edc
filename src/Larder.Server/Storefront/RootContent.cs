using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Larder.Server.Configuration;

namespace Larder.Server.Storefront;

/// <summary>What the root says: the version and the routes that this process really serves.</summary>
internal sealed record RootContent(IReadOnlyList<string> Routes)
{
    private const string Message = "Larder is running.";

    /// <summary>Reads the routes from routing itself, so that the page cannot promise what is not there.</summary>
    public static RootContent From(IEnumerable<EndpointDataSource> sources)
    {
        var routes = sources
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(Lines)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return new RootContent([.. routes]);
    }

    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteString("message", Message);
            json.WriteString("version", ProductVersion.Text);
            json.WriteStartArray("routes");
            foreach (var route in Routes)
                json.WriteStringValue(route);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    public byte[] ToHtml()
    {
        var items = string.Concat(Routes.Select(route => $"<li><code>{HtmlEncoder.Default.Encode(route)}</code></li>"));
        return Encoding.UTF8.GetBytes($$"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Larder</title>
              <style>
                :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
                body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
              </style>
            </head>
            <body>
              <h1>Larder {{ProductVersion.Text}}</h1>
              <p>{{Message}} This version serves:</p>
              <ul>{{items}}</ul>
            </body>
            </html>
            """);
    }

    private static IEnumerable<string> Lines(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return methods
            .Where(method => !HttpMethods.IsHead(method))
            .Select(method => $"{method} {endpoint.RoutePattern.RawText}");
    }
}
