using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Sends a value: the bytes that were made ready when it was written, and headers that are constants.</summary>
internal sealed class HitReply(KeyValueStore store)
{
    /// <summary>How many seconds the value still lives.</summary>
    internal const string TimeToLiveHeader = "X-Cache-TTL";

    // A page of another site must not get a stranger's bytes to run as a script or a page of this one.
    private const string Sandbox = "sandbox; default-src 'none'";
    private const string Gzip = "gzip";

    // Up to this size a body is put into Kestrel's buffer at once; a larger one waits for the client to read.
    private const int ChunkBytes = 64 * 1024;

    private readonly int _gzipFrom = store.Options.GzipFromBytes;

    /// <summary>Sends a value. Needs the key only to keep the compressed copy, the first time that one is asked for.</summary>
    public Task WriteAsync(HttpContext context, ReadOnlySpan<char> key, WireValue value)
    {
        var isGzip = value.Body.Length >= _gzipFrom && AcceptEncoding.TakesGzip(context.Request.Headers.AcceptEncoding);
        if (!isGzip)
            return SendAsync(context, value, CompressedBody.None);

        return value.Compressed is { } copy
            ? SendAsync(context, value, copy)
            : CompressAsync(context, new string(key), value);
    }

    private async Task CompressAsync(HttpContext context, string key, WireValue value) =>
        await SendAsync(context, value, await store.CompressAsync(key, value).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>Sends a value that is bytes as text inside JSON.</summary>
    public Task WriteEncodedAsync(HttpContext context, string key, WireValue value) =>
        IsUnchanged(context, value, value.ETag)
            ? Task.CompletedTask
            : Replies.SendAsync(context, StatusCodes.Status200OK, Replies.Json(writer => Replies.WriteValue(writer, key, value)));

    private Task SendAsync(HttpContext context, WireValue value, CompressedBody copy)
    {
        var response = context.Response;
        var headers = response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (IsUnchanged(context, value, copy.Bytes is null ? value.ETag : copy.ETag))
            return Task.CompletedTask;

        headers.XContentTypeOptions = Replies.NoSniff;
        if (value.IsRaw)
            headers.ContentSecurityPolicy = Sandbox;
        if (copy.Bytes is not null)
            headers.ContentEncoding = Gzip;
        var body = copy.Bytes ?? value.Body;
        headers.ContentType = value.ContentType;
        response.ContentLength = body.Length;
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;
        if (body.Length > ChunkBytes)
            return WriteInChunksAsync(response, body, context.RequestAborted);

        response.BodyWriter.Write(body);
        return Task.CompletedTask;
    }

    /// <summary>Says which version it is and how long it lives; whether the client has it already is told by status 304.</summary>
    private bool IsUnchanged(HttpContext context, WireValue value, string tag)
    {
        var headers = context.Response.Headers;
        headers.ETag = tag;
        if (value.ExpiresAt != WireValue.Forever)
            headers[TimeToLiveHeader] = store.SecondsLeft(value).ToString(CultureInfo.InvariantCulture);
        if (!EntityTags.HasTag(context.Request.Headers.IfNoneMatch, value.ETag))
            return false;

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static async Task WriteInChunksAsync(HttpResponse response, byte[] body, CancellationToken cancellation)
    {
        for (var start = 0; start < body.Length; start += ChunkBytes)
        {
            var length = Math.Min(ChunkBytes, body.Length - start);
            await response.BodyWriter.WriteAsync(body.AsMemory(start, length), cancellation).ConfigureAwait(false);
        }
    }
}
