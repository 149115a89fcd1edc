using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.KeyValue;

/// <summary>The routes of the source project: keys in a body or in a query, values that are texts.</summary>
internal sealed class TextRoutes(
    KeyValueStore store, KeyDecoder decoder, TextWriteReader reader, BodySource bodies, HitReply reply)
{
    private const string KeyName = "key";

    /// <summary>Writes a key: <c>PUT /cache</c> and <c>POST /put</c> differ in their statuses alone.</summary>
    public async Task PutAsync(HttpContext context, int writtenStatus, int invalidStatus)
    {
        if (!EntityTags.TryReadCondition(context.Request.Headers, out var condition))
        {
            Replies.Refuse(context, invalidStatus, EntryRoutes.BadCondition);
            return;
        }

        using var body = await bodies.ReadJsonAsync(context, invalidStatus).ConfigureAwait(false);
        if (body is null)
            return;

        var write = reader.Read(body.Bytes.Span, out var fault);
        if (write is null)
        {
            Replies.Refuse(context, invalidStatus, fault!);
            return;
        }

        var outcome = (condition ?? write.Version) is { } expected
            ? await store.TryUpdateAsync(write.Key, expected, write.Value, write.TimeToLive).ConfigureAwait(false)
            : await store.SetAsync(write.Key, write.Value, write.TimeToLive).ConfigureAwait(false);
        var conflictStatus = condition is null ? StatusCodes.Status409Conflict : StatusCodes.Status412PreconditionFailed;
        Replies.SendOutcome(context, outcome, write.Value, writtenStatus, conflictStatus);
    }

    /// <summary>Reads the key that the query names. Bytes come as base64.</summary>
    public async Task GetAsync(HttpContext context)
    {
        if (!TryReadKey(context, out var key))
            return;

        if (await store.FindAsync(key).ConfigureAwait(false) is not { } value)
            Replies.Send(context, StatusCodes.Status404NotFound, Replies.NotFound);
        else if (!value.IsRaw)
            await reply.WriteAsync(context, key, value).ConfigureAwait(false);
        else
            await reply.WriteEncodedAsync(context, key, value).ConfigureAwait(false);
    }

    /// <summary>Removes the key that the query names.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        if (!TryReadKey(context, out var key))
            return;

        if (await store.RemoveAsync(key).ConfigureAwait(false))
            Replies.Send(context, StatusCodes.Status200OK, Replies.Deleted);
        else
            Replies.Send(context, StatusCodes.Status404NotFound, Replies.NotFound);
    }

    private bool TryReadKey(HttpContext context, out string key)
    {
        key = "";
        if (!QueryText.TryFind(RawTarget.QueryOf(RawTarget.Of(context)), KeyName, out var raw))
        {
            Refuse(context, RequestFault.Query("The key is missing. Write /get?key=…", KeyName, "missing"));
            return false;
        }

        var fault = decoder.Decode(raw, plusIsSpace: true, out key);
        if (fault != KeyFault.None)
            Refuse(context, RequestFault.Query(decoder.Sentence(fault), KeyName));
        return fault == KeyFault.None;
    }

    private static void Refuse(HttpContext context, RequestFault fault) =>
        Replies.Refuse(context, StatusCodes.Status422UnprocessableEntity, fault);
}
