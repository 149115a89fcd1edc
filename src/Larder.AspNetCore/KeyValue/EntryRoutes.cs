using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Larder.AspNetCore.KeyValue;

/// <summary>The routes of one key that stands in the path.</summary>
internal sealed class EntryRoutes(KeyValueStore store, KeyDecoder decoder, BodySource bodies, HitReply reply)
{
    internal static readonly RequestFault BadCondition = RequestFault.Header(
        "The condition must be If-Match with one version in quotes, or If-None-Match with a star.", "if-match");

    internal const int LongestContentType = 256;

    public async Task GetAsync(HttpContext context, string raw)
    {
        if (!TryReadKey(context, raw, out var key))
            return;

        if (!context.Items.ContainsKey(KeyValueHits.Missed) && await store.FindAsync(key).ConfigureAwait(false) is { } value)
            await reply.WriteAsync(context, key, value).ConfigureAwait(false);
        else
            Replies.Send(context, StatusCodes.Status404NotFound, Replies.NotFound);
    }

    public async Task DeleteAsync(HttpContext context, string raw)
    {
        if (!TryReadKey(context, raw, out var key))
            return;

        if (await store.RemoveAsync(key).ConfigureAwait(false))
            Replies.Send(context, StatusCodes.Status200OK, Replies.Deleted);
        else
            Replies.Send(context, StatusCodes.Status404NotFound, Replies.NotFound);
    }

    /// <summary>Writes the bytes of the body as they are, with their content type.</summary>
    public async Task PutAsync(HttpContext context, string raw)
    {
        if (!TryReadKey(context, raw, out var key))
            return;

        var headers = context.Request.Headers;
        var type = context.Request.ContentType ?? MediaTypeNames.Application.Octet;
        var fault =
            !IsSendable(type) ? RequestFault.Header("The content type must be type/subtype in ASCII.", "content-type")
            : headers.ContentEncoding.Count > 0
                ? RequestFault.Header("The body must not be encoded. Send the bytes as they are.", "content-encoding")
            : null;
        if (!EntityTags.TryReadCondition(headers, out var expected))
            fault ??= BadCondition;
        if (!TimeToLive.TryRead(headers[HitReply.TimeToLiveHeader], out var time))
            fault ??= RequestFault.Header($"{HitReply.TimeToLiveHeader} {TimeToLive.Rule}", "x-cache-ttl");
        if (fault is not null)
        {
            Replies.Refuse(context, StatusCodes.Status400BadRequest, fault);
            return;
        }

        using var body = await bodies.ReadBytesAsync(context).ConfigureAwait(false);
        if (body is not null)
            await WriteAsync(context, key, store.Maker.OfBytes(body.Bytes.Span, type, time), time, expected).ConfigureAwait(false);
    }

    /// <summary>Adds to a number, by one where nothing else is said.</summary>
    public async Task IncrementAsync(HttpContext context, string raw)
    {
        if (!TryReadKey(context, raw, out var key))
            return;

        using var body = await bodies.ReadBytesAsync(context).ConfigureAwait(false);
        if (body is null)
            return;

        var (by, time) = (1L, (TimeSpan?)null);
        var fault = !body.Bytes.IsEmpty ? IncrementBody.Read(context.Request.ContentType, body.Bytes, out by, out time)
            : IsFormOfAnotherSite(context.Request) ? IncrementBody.NotJson
            : null;
        if (fault is not null)
        {
            Replies.Refuse(context, StatusCodes.Status400BadRequest, fault);
            return;
        }

        var (value, refusal) = await store.IncrementAsync(key, by, time).ConfigureAwait(false);
        if (value is not null)
            await reply.WriteAsync(context, key, value).ConfigureAwait(false);
        else if (refusal is not null)
            Replies.SendError(context, StatusCodes.Status409Conflict, refusal);
        else
            Replies.SendBusy(context);
    }

    private async Task WriteAsync(HttpContext context, string key, WireValue value, TimeSpan? time, long? expected)
    {
        var outcome = expected is null
            ? await store.SetAsync(key, value, time).ConfigureAwait(false)
            : await store.TryUpdateAsync(key, expected.Value, value, time).ConfigureAwait(false);
        Replies.SendOutcome(context, outcome, value, StatusCodes.Status201Created, StatusCodes.Status412PreconditionFailed);
    }

    private bool TryReadKey(HttpContext context, string raw, out string key)
    {
        var fault = decoder.Decode(raw, plusIsSpace: false, out key);
        if (fault != KeyFault.None)
            Replies.Refuse(context, StatusCodes.Status400BadRequest, RequestFault.Path(decoder.Sentence(fault)));
        return fault == KeyFault.None;
    }

    // A browser lets any page send a form without asking first, and an empty one is a whole request here. Scripts that ask
    // by CORS are for the host to judge, who knows which sites it trusts.
    private static bool IsFormOfAnotherSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "cross-site" && request.Headers["Sec-Fetch-Mode"] != "cors"
        && !JsonMediaType.Includes(request.ContentType);

    // It is sent back as a header, which must not hold anything but printable ASCII.
    private static bool IsSendable(string type) =>
        type.Length <= LongestContentType && !type.AsSpan().ContainsAnyExceptInRange(' ', '~')
        && MediaTypeHeaderValue.TryParse(type, out _);
}
