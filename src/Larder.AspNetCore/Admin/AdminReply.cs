using System.Buffers;
using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Admin;

/// <summary>The answers of the administration: always JSON, never kept by anybody, never markup to a browser.</summary>
internal static class AdminReply
{
    // Keys and values of clients go in here: what means something in markup is escaped, although nobody should read it as such.
    private static readonly JsonWriterOptions Careful = new() { Encoder = JavaScriptEncoder.Default, Indented = false };

    internal static async Task SendAsync(HttpContext context, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Careful))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        Guard(context.Response);
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypeNames.Application.Json;
        context.Response.ContentLength = body.WrittenCount;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Refuses: <c>{"detail":"…"}</c>.</summary>
    internal static Task RefuseAsync(HttpContext context, int status, string sentence) =>
        SendAsync(context, writer => writer.WriteString("detail", sentence), status);

    /// <summary>Puts the headers on that every answer of the operator's routes has.</summary>
    internal static void Guard(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
    }
}
