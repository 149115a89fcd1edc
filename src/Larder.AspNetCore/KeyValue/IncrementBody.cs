using System.Text.Json;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Reads <c>{"by":…,"ttl":…}</c>.</summary>
internal static class IncrementBody
{
    public static readonly RequestFault NotJson =
        RequestFault.Header("The content type must be application/json.", "content-type");

    public static RequestFault? Read(string? contentType, ReadOnlyMemory<byte> json, out long by, out TimeSpan? time)
    {
        by = 1;
        time = null;
        if (!JsonMediaType.Includes(contentType))
            return NotJson;

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return RequestFault.Body("The body must be an object.");
            if (root.TryGetProperty("by", out var step)
                && (step.ValueKind != JsonValueKind.Number || !step.TryGetInt64(out by)))
            {
                return RequestFault.Body("What to add must be a whole number of 64 bits.", "by");
            }

            return ReadTime(root, ref time);
        }
        catch (JsonException)
        {
            return RequestFault.Body("The body must be JSON, with no member twice.");
        }
        catch (InvalidOperationException)
        {
            return RequestFault.Body("A text in the body is no valid Unicode.");
        }
    }

    internal static RequestFault? ReadTime(JsonElement root, ref TimeSpan? time)
    {
        if (!root.TryGetProperty("ttl", out var member) || member.ValueKind == JsonValueKind.Null)
            return null;
        if (member.ValueKind != JsonValueKind.Number || !member.TryGetDouble(out var seconds)
            || !TimeToLive.TryOf(seconds, out var read))
        {
            return RequestFault.Body($"The ttl {TimeToLive.Rule}", "ttl");
        }

        time = read;
        return null;
    }
}
