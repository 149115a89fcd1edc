using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Larder.AspNetCore.Security;

/// <summary>The error body of everything that has none of its own.</summary>
internal static class DetailBody
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Renders <c>{"detail":"…"}</c>.</summary>
    internal static ReadOnlyMemory<byte> Of(string text)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("detail", text);
            writer.WriteEndObject();
        }

        return body.WrittenMemory;
    }
}
