using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.KeyValue;

/// <summary>
/// Sends what became of a batch, as it is written: all values of a large batch together could be larger than memory, and
/// the client may read as slowly as it likes.
/// </summary>
internal static class BatchReply
{
    // As much as waits for the client at a time, beside the value that is being written.
    private const int ChunkBytes = 64 * 1024;

    public static async Task SendAsync(HttpContext context, IReadOnlyList<BatchResult> results)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = MediaTypeNames.Application.Json;
        var sent = 0L;
        var writer = new Utf8JsonWriter(response.BodyWriter, Replies.Plain);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("status", Replies.Ok);
            writer.WriteStartArray("results");
            foreach (var result in results)
            {
                Write(writer, result);
                if (writer.BytesCommitted + writer.BytesPending - sent < ChunkBytes)
                    continue;

                await writer.FlushAsync(context.RequestAborted).ConfigureAwait(false);
                await response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
                sent = writer.BytesCommitted;
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter writer, in BatchResult result)
    {
        if (result.Refusal is not null)
            Replies.WriteError(writer, result.Refusal);
        else if (result.Operation.Kind == BatchKind.Get)
            Replies.WriteValue(writer, result.Operation.Key, result.Value!);
        else
            writer.WriteRawValue(
                result.Operation.Kind == BatchKind.Put ? Replies.Written : Replies.Deleted, skipInputValidation: true);
    }
}
