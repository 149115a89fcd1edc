using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Larder.AspNetCore.Admin;

/// <summary>One entry; its value only when it is asked for, because it may be anybody's.</summary>
internal sealed class EntryView(AdminOptions options, IOptions<JsonOptions> json)
{
    internal Task ShowAsync(HttpContext context, LarderCache cache)
    {
        var key = AdminQuery.Needed(context, "key");
        var withValue = AdminQuery.Flag(context, "value");
        var details = Inspect(cache, key)
            ?? throw new AdminFaultException(StatusCodes.Status404NotFound, "There is no such entry in memory.");
        return AdminReply.SendAsync(context, writer =>
        {
            writer.WriteString("cache", cache.Name);
            writer.WriteString("key", key);
            WriteDetails(writer, details);
            if (withValue)
                ValueView.Write(writer, details, options.MaxValueBytes, json.Value.SerializerOptions);
        });
    }

    internal static void WriteDetails(Utf8JsonWriter writer, CacheEntryDetails details)
    {
        writer.WriteString("type", details.ValueType.FullName);
        CacheView.WriteSeconds(writer, "ttl_seconds", details.ExpiresIn);
        writer.WriteBoolean("stale", details.IsStale);
        writer.WriteNumber("version", details.Version);
        writer.WriteStartArray("tags");
        foreach (var tag in details.Tags)
            writer.WriteStringValue(tag);
        writer.WriteEndArray();
    }

    private static CacheEntryDetails? Inspect(LarderCache cache, string key)
    {
        try
        {
            return cache.Inspect(key);
        }
        catch (ArgumentException fault)
        {
            throw AdminFaultException.Of(fault);
        }
    }
}
