using System.Text.Json;

namespace Larder.AspNetCore.Admin;

/// <summary>A value inside JSON: texts as texts, bytes as base64, other types as the host would send them.</summary>
internal static class ValueView
{
    private const string NoForm = "none";

    internal static void Write(Utf8JsonWriter writer, CacheEntryDetails details, int limit, JsonSerializerOptions json)
    {
        writer.WriteStartObject("value");
        switch (details.Value)
        {
            case null:
                writer.WriteString("encoding", "json");
                writer.WriteNull("data");
                break;
            case IStoredValue { Text: { } text } stored:
                writer.WriteString("content_type", stored.ContentType);
                WriteText(writer, text, limit);
                break;
            case IStoredValue stored:
                writer.WriteString("content_type", stored.ContentType);
                WriteBytes(writer, stored.Bytes.Span, limit);
                break;
            case string text:
                WriteText(writer, text, limit);
                break;
            case byte[] bytes:
                WriteBytes(writer, bytes, limit);
                break;
            case ReadOnlyMemory<byte> bytes:
                WriteBytes(writer, bytes.Span, limit);
                break;
            default:
                WriteObject(writer, details.Value, limit, json);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string text, int limit)
    {
        // Never between the two halves of a character.
        var length = Math.Min(text.Length, limit);
        if (length < text.Length && length > 0 && char.IsHighSurrogate(text[length - 1]))
            length--;
        writer.WriteString("encoding", "text");
        writer.WriteNumber("length", text.Length);
        writer.WriteBoolean("truncated", length < text.Length);
        writer.WriteString("data", text.AsSpan(0, length));
    }

    private static void WriteBytes(Utf8JsonWriter writer, ReadOnlySpan<byte> bytes, int limit)
    {
        writer.WriteString("encoding", "base64");
        writer.WriteNumber("length", bytes.Length);
        writer.WriteBoolean("truncated", bytes.Length > limit);
        writer.WriteBase64String("data", bytes[..Math.Min(bytes.Length, limit)]);
    }

    // Reading a value runs properties that others wrote; whatever they throw is no fault of the request.
    private static void WriteObject(Utf8JsonWriter writer, object value, int limit, JsonSerializerOptions json)
    {
        var body = new LimitedBuffer(limit);
        try
        {
            using (var inner = new Utf8JsonWriter(body))
                JsonSerializer.Serialize(inner, value, json.GetTypeInfo(value.GetType()));
        }
        catch (Exception)
        {
            writer.WriteString("encoding", NoForm);
            writer.WriteString(
                "reason",
                body.IsOver ? $"It takes more than {limit} bytes as JSON." : "Its type has no form in JSON here.");
            return;
        }

        writer.WriteString("encoding", "json");
        writer.WriteNumber("length", body.Written.Length);
        writer.WriteBoolean("truncated", value: false);
        writer.WritePropertyName("data");
        writer.WriteRawValue(body.Written.Span, skipInputValidation: true);
    }
}
