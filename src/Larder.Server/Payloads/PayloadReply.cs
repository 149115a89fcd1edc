using System.Buffers;
using System.Net.Mime;
using Larder.Server.Payloads.Canonical;
using Larder.Server.Payloads.Memory;
using Larder.Server.Replies;
using Microsoft.Net.Http.Headers;

namespace Larder.Server.Payloads;

/// <summary>Writes the answers of the payload side: bodies of known length, and the headers that go with them.</summary>
internal static class PayloadReply
{
    public const string CacheHeader = "X-Cache";
    public const string Hit = "HIT";
    public const string Miss = "MISS";

    // A payload is immutable by its id, so whoever has it never needs to ask again.
    private const string Immutable = "public, max-age=31536000, immutable";
    private const string NoStore = "no-store";

    // For browsers: it is JSON, whatever it looks like.
    private const string NoSniff = "nosniff";

    // Up to this size a body is put into Kestrel's buffer at once; a larger one waits for the client to read.
    private const int ChunkBytes = 64 * 1024;

    private static ReadOnlySpan<byte> IdOpening => """{"payload_id":" """u8[..^1];

    private static ReadOnlySpan<byte> IdClosing => "\"}"u8;

    public static string Word(bool isHit) => isHit ? Hit : Miss;

    public static void WriteId(HttpResponse response, ReadOnlySpan<char> id, bool isHit)
    {
        Span<byte> body = stackalloc byte[IdOpening.Length + PayloadId.Length + IdClosing.Length];
        IdOpening.CopyTo(body);
        for (var i = 0; i < id.Length; i++)
            body[IdOpening.Length + i] = (byte)id[i];
        IdClosing.CopyTo(body[(IdOpening.Length + id.Length)..]);

        response.Headers[CacheHeader] = Word(isHit);
        response.Headers.XContentTypeOptions = NoSniff;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.Length;
        response.BodyWriter.Write(body);
    }

    public static Task WriteOutputAsync(HttpContext context, PayloadOutput output, bool isHit)
    {
        var response = context.Response;
        var headers = response.Headers;
        headers[CacheHeader] = Word(isHit);
        headers.ETag = output.ETag;
        headers.CacheControl = Immutable;

        // Even without an Origin: a shared cache must not give this copy to a page that needs the CORS headers.
        headers.Vary = HeaderNames.Origin;
        if (HasTag(context.Request, output.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        headers.XContentTypeOptions = NoSniff;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = output.Body.Length;
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;
        if (output.Body.Length > ChunkBytes)
            return WriteInChunksAsync(response, output.Body, context.RequestAborted);

        response.BodyWriter.Write(output.Body);
        return Task.CompletedTask;
    }

    public static void WriteUnknown(HttpContext context, string id)
    {
        var headers = context.Response.Headers;
        headers[CacheHeader] = Miss;
        headers.CacheControl = NoStore;
        var body = DetailBody.OfMessage($"Payload ID {id} not found in cache.");
        WriteRefusal(context.Response, StatusCodes.Status404NotFound, body);
    }

    public static void WriteRefusal(HttpResponse response, int status, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
            response.BodyWriter.Write(body);
    }

    private static async Task WriteInChunksAsync(HttpResponse response, byte[] body, CancellationToken cancellation)
    {
        for (var start = 0; start < body.Length; start += ChunkBytes)
        {
            var length = Math.Min(ChunkBytes, body.Length - start);
            await response.BodyWriter.WriteAsync(body.AsMemory(start, length), cancellation);
        }
    }

    private static bool HasTag(HttpRequest request, string tag)
    {
        var asked = request.Headers.IfNoneMatch;
        if (asked.Count == 0)
            return false;
        if (asked.Count == 1 && asked[0] == tag)
            return true;

        var wanted = new EntityTagHeaderValue(tag);
        return EntityTagHeaderValue.TryParseList(asked, out var tags)
            && tags.Any(each => each.Equals(EntityTagHeaderValue.Any)
                || each.Compare(wanted, useStrongComparison: false));
    }
}
