using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.KeyValue;

/// <summary>The routes of many keys: batches, and the list of keys.</summary>
internal sealed class ManyRoutes(KeyValueStore store, KeyDecoder decoder, BatchReader batches, BodySource bodies)
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;
    private const string VersionConflict = "The key has another version.";
    private const string NotFound = "Key not found.";

    /// <summary>Does the operations one after the other, once all of them have been checked.</summary>
    public async Task BatchAsync(HttpContext context)
    {
        using var body = await bodies.ReadBatchAsync(context).ConfigureAwait(false);
        if (body is null)
            return;

        var operations = batches.Read(body.Bytes.Span, out var fault);
        if (fault is not null)
        {
            Replies.Refuse(context, StatusCodes.Status400BadRequest, fault);
            return;
        }

        var results = new List<BatchResult>(operations.Count);
        foreach (var operation in operations)
            results.Add(await DoAsync(context, operation).ConfigureAwait(false));
        await BatchReply.SendAsync(context, results).ConfigureAwait(false);
    }

    /// <summary>Lists keys, a page at a time.</summary>
    public Task ListAsync(HttpContext context)
    {
        var query = RawTarget.QueryOf(RawTarget.Of(context));
        var prefix = "";
        var fault = QueryText.TryFind(query, "prefix", out var raw)
            && decoder.Decode(raw, plusIsSpace: true, out prefix) is var bad and not KeyFault.None
                ? RequestFault.Query($"As a prefix: {decoder.Sentence(bad)}", "prefix")
                : null;
        if (!TryReadNumber(query, "limit", UsualPage, 1, LargestPage, out var limit))
            fault ??= RequestFault.Query($"The limit must be from 1 to {LargestPage}.", "limit");
        if (!TryReadNumber(query, "cursor", 0, 0, long.MaxValue, out var cursor))
            fault ??= RequestFault.Query("The cursor must be that of the page before, or left out.", "cursor");
        if (fault is not null)
        {
            Replies.Refuse(context, StatusCodes.Status400BadRequest, fault);
            return Task.CompletedTask;
        }

        var page = store.List(cursor, (int)limit, prefix.Length == 0 ? null : prefix);
        var reply = Replies.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", Replies.Ok);
            writer.WriteStartArray("keys");
            foreach (var entry in page.Entries)
                writer.WriteStringValue(entry.Key);
            writer.WriteEndArray();

            // A text, since a number of 64 bits loses digits in JavaScript.
            writer.WriteString("cursor", page.Next == 0 ? null : page.Next.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        });
        return Replies.SendAsync(context, StatusCodes.Status200OK, reply);
    }

    private static bool TryReadNumber(
        ReadOnlySpan<char> query, string name, long byDefault, long least, long most, out long number)
    {
        number = byDefault;
        return !QueryText.TryFind(query, name, out var raw)
            || (long.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                && number >= least && number <= most);
    }

    private static string? RefusalOf(WriteState state) => state switch
    {
        WriteState.Conflict => VersionConflict,
        WriteState.Busy => Replies.Busy,
        _ => null,
    };

    private async ValueTask<BatchResult> DoAsync(HttpContext context, BatchOperation operation)
    {
        switch (operation.Kind)
        {
            case BatchKind.Get:
                var value = await store.FindAsync(operation.Key).ConfigureAwait(false);
                return new BatchResult(operation, value, value is null ? NotFound : null);

            case BatchKind.Delete:
                var removed = await store.RemoveAsync(operation.Key).ConfigureAwait(false);
                return new BatchResult(operation, null, removed ? null : NotFound);

            default:
                var write = operation.Write!;
                var outcome = write.Version is { } expected
                    ? await store.TryUpdateAsync(write.Key, expected, write.Value, write.TimeToLive).ConfigureAwait(false)
                    : await store.SetAsync(write.Key, write.Value, write.TimeToLive).ConfigureAwait(false);
                if (outcome.State == WriteState.InMemoryAlone)
                    Replies.TellOfMemory(context);
                return new BatchResult(operation, null, RefusalOf(outcome.State));
        }
    }
}
