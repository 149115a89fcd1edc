using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Larder.Server.Catalog;

/// <summary>
/// A list that is written while it is sent, because its text may be too large to be held: with the longest texts a product
/// takes a hundred kilobytes. It reads as <see cref="ProductListReply"/> does, and has no length in its headers.
/// </summary>
internal sealed class LongProductList(ProductListReply list) : IResult
{
    /// <summary>Lists with no more products than this are held.</summary>
    public const int HeldMax = 100;

    private const int BytesAtOnce = 64 * 1024;

    // With the same escapes as all other answers.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = MediaTypeNames.Application.Json;
        await using var json = new Utf8JsonWriter(response.BodyWriter, Plain);
        json.WriteStartObject();
        json.WriteStartArray("products");
        foreach (var product in list.Products)
        {
            JsonSerializer.Serialize(json, product, CatalogJson.Default.Product);
            if (json.BytesPending + response.BodyWriter.UnflushedBytes < BytesAtOnce)
                continue;

            // A client that takes nothing holds this up, and not the memory.
            json.Flush();
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }

        json.WriteEndArray();
        json.WriteString("source", list.Source);
        json.WriteNumber("response_time", list.ResponseTime);
        json.WriteEndObject();
    }
}
