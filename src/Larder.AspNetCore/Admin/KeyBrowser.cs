using System.Text.Json;
using Larder.Engine;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Admin;

/// <summary>Lists the keys of a cache, a page at a time.</summary>
internal sealed class KeyBrowser(AdminOptions options)
{
    internal Task ListAsync(HttpContext context, LarderCache cache)
    {
        var cursor = AdminQuery.Number(context, "cursor", 0, 0, uint.MaxValue);
        var limit = AdminQuery.Number(context, "limit", options.PageSize, 1, options.LargestPage);
        var prefix = AdminQuery.Text(context, "prefix");
        var page = cache.List(cursor, (int)limit, string.IsNullOrEmpty(prefix) ? null : prefix);
        var unit = CacheUnit.Of(cache.Options);
        return AdminReply.SendAsync(context, writer =>
        {
            writer.WriteString("cache", cache.Name);
            writer.WriteStartArray("keys");
            foreach (var entry in page.Entries)
            {
                // What was invalidated by tag lies there until its time is over, and is worth nothing.
                if (cache.Inspect(entry.Key) is { } details)
                    Write(writer, entry, details, unit);
            }

            writer.WriteEndArray();
            if (page.Next == 0)
                writer.WriteNull("cursor");
            else
                writer.WriteNumber("cursor", page.Next);
        });
    }

    private static void Write(Utf8JsonWriter writer, EntryInfo<string> entry, CacheEntryDetails details, string unit)
    {
        writer.WriteStartObject();
        writer.WriteString("key", entry.Key);
        if (BytesOf(entry, details, unit) is { } bytes)
            writer.WriteNumber("bytes", bytes);
        else
            writer.WriteNull("bytes");
        writer.WriteNumber("weight", entry.Weight);
        writer.WriteNumber("frequency", entry.Frequency);
        writer.WriteBoolean("pinned", entry.Priority == EntryPriority.NeverRemove);
        EntryView.WriteDetails(writer, details);
        writer.WriteEndObject();
    }

    // Some values know it themselves; of others it is known where that is what they weigh.
    private static long? BytesOf(EntryInfo<string> entry, CacheEntryDetails details, string unit)
    {
        if (details.Value is IStoredValue stored)
            return stored.BytesUnder(entry.Key);
        return unit == CacheUnit.Bytes ? entry.Weight : null;
    }
}
