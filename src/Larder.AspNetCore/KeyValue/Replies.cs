using System.Buffers;
using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.KeyValue;

/// <summary>The bodies of this API beside its values, and how they are sent.</summary>
internal static class Replies
{
    internal const string Ok = "OK";
    internal const string Error = "ERROR";
    internal const string Busy = "Too many others write this key, or its tier does not answer. Nothing was written; try again.";

    /// <summary>Where a value was written, when that is not everywhere.</summary>
    internal const string KeptHeader = "X-Cache-Kept";

    internal const string KeptInMemory = "memory";

    private const string RetryAfterSeconds = "1";

    // Of an answer, for browsers: it is what its type says, whatever it looks like.
    internal const string NoSniff = "nosniff";

    internal static readonly byte[] Written =
        """{"status":"OK","message":"Key inserted/updated successfully."}"""u8.ToArray();

    internal static readonly byte[] Deleted = """{"status":"OK","message":"Key deleted successfully."}"""u8.ToArray();

    internal static readonly byte[] NotFound = """{"status":"ERROR","message":"Key not found."}"""u8.ToArray();

    internal static readonly byte[] MethodNotAllowed =
        """{"status":"ERROR","message":"Method Not Allowed"}"""u8.ToArray();

    internal static readonly byte[] NoSuchPath =
        """{"status":"ERROR","message":"There is no such path. Write a slash that belongs to a key as %2F."}"""u8.ToArray();

    internal static readonly byte[] Unforeseen = """{"status":"ERROR","message":"Internal Server Error"}"""u8.ToArray();

    // What is sent is application/json, so nothing but what JSON itself demands is escaped.
    internal static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sends a body. It is small: larger ones are values, or are sent by <see cref="SendAsync"/>.</summary>
    public static void Send(HttpContext context, int status, ReadOnlySpan<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers.XContentTypeOptions = NoSniff;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            response.BodyWriter.Write(body);
    }

    public static async Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers.XContentTypeOptions = NoSniff;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    public static void SendError(HttpContext context, int status, string message) =>
        Send(context, status, Json(writer => WriteError(writer, message)).Span);

    /// <summary>Refuses a request that breaks a rule; 422 tells programs as well where.</summary>
    public static void Refuse(HttpContext context, int status, RequestFault fault) =>
        Send(context, status, Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", Error);
            writer.WriteString("message", fault.Message);
            if (status == StatusCodes.Status422UnprocessableEntity)
                WriteDetail(writer, fault);
            writer.WriteEndObject();
        }).Span);

    /// <summary>Tells what became of a write.</summary>
    public static void SendOutcome(
        HttpContext context, WriteOutcome outcome, WireValue value, int writtenStatus, int conflictStatus)
    {
        switch (outcome.State)
        {
            case WriteState.Conflict:
                SendConflict(context, conflictStatus, outcome.Version);
                break;

            case WriteState.Busy:
                SendBusy(context);
                break;

            default:
                if (outcome.State == WriteState.InMemoryAlone)
                    TellOfMemory(context);
                context.Response.Headers.ETag = value.ETag;
                Send(context, writtenStatus, Written);
                break;
        }
    }

    /// <summary>Says that a write was done, and will not outlive the process.</summary>
    public static void TellOfMemory(HttpContext context) => context.Response.Headers[KeptHeader] = KeptInMemory;

    public static void SendBusy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        SendError(context, StatusCodes.Status503ServiceUnavailable, Busy);
    }

    /// <summary>Refuses a write that depended on another version than the key has.</summary>
    public static void SendConflict(HttpContext context, int status, long version) =>
        Send(context, status, Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", Error);
            writer.WriteString("message", "The key has another version.");
            writer.WriteNumber("version", version);
            writer.WriteEndObject();
        }).Span);

    public static void RefuseMethod(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        Send(context, StatusCodes.Status405MethodNotAllowed, MethodNotAllowed);
    }

    public static void WriteError(Utf8JsonWriter writer, string message)
    {
        writer.WriteStartObject();
        writer.WriteString("status", Error);
        writer.WriteString("message", message);
        writer.WriteEndObject();
    }

    /// <summary>Writes what <c>/get</c> answers for a key, bytes included.</summary>
    public static void WriteValue(Utf8JsonWriter writer, string key, WireValue value)
    {
        if (!value.IsRaw)
        {
            writer.WriteRawValue(value.Body, skipInputValidation: true);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("status", Ok);
        writer.WriteString("key", key);
        writer.WriteBase64String("value", value.Body);
        writer.WriteString("encoding", "base64");
        writer.WriteString("content_type", value.ContentType);
        writer.WriteEndObject();
    }

    public static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            write(writer);
        return buffer.WrittenMemory;
    }

    private static void WriteDetail(Utf8JsonWriter writer, RequestFault fault)
    {
        writer.WriteStartArray("detail");
        writer.WriteStartObject();
        writer.WriteString("type", fault.Type);
        writer.WriteStartArray("loc");
        writer.WriteStringValue(fault.Place);
        if (fault.Member is not null)
            writer.WriteStringValue(fault.Member);
        writer.WriteEndArray();
        writer.WriteString("msg", fault.Message);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
