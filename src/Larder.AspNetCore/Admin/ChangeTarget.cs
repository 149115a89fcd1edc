using System.Text.Json;
using Larder.Invalidation;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Admin;

/// <summary>What a change is for: one key, the entries of a tag, or the keys that match a pattern.</summary>
internal sealed record ChangeTarget(string Kind, string Text, KeyPattern? Pattern)
{
    internal const string Key = "key";
    internal const string Tag = "tag";
    internal const string ByPattern = "pattern";

    private const int LargestBody = 16 * 1024;
    private const int DeepestJson = 4;

    private static readonly string[] Kinds = [Key, Tag, ByPattern];

    /// <summary>Reads it from the body, or from the query where there is no body.</summary>
    internal static async Task<ChangeTarget> ReadAsync(HttpContext context)
    {
        var named = await ReadBodyAsync(context).ConfigureAwait(false) ?? ReadQuery(context);
        return named.Count == 1
            ? Of(named[0].Kind, named[0].Text)
            : throw new AdminFaultException(
                StatusCodes.Status400BadRequest, "Name exactly one of key, tag and pattern, in the body or in the query.");
    }

    private static ChangeTarget Of(string kind, string text)
    {
        try
        {
            return new ChangeTarget(kind, text, kind == ByPattern ? KeyPattern.Parse(text) : null);
        }
        catch (ArgumentException fault)
        {
            throw AdminFaultException.Of(fault);
        }
    }

    private static List<(string Kind, string Text)> ReadQuery(HttpContext context) =>
        [.. Kinds.Where(kind => AdminQuery.Text(context, kind) is not null).Select(kind => (kind, AdminQuery.Text(context, kind)!))];

    /// <summary>Null when there is no body. One that is no JSON by its type is refused: a form could send it.</summary>
    private static async Task<List<(string Kind, string Text)>?> ReadBodyAsync(HttpContext context)
    {
        var request = context.Request;
        var hasBody = request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0;
        if (!hasBody && request.ContentType is null)
            return null;
        if (!request.HasJsonContentType())
            throw new AdminFaultException(StatusCodes.Status415UnsupportedMediaType, "The content type must be application/json.");
        if (!hasBody)
            return null;
        if (request.ContentLength is null or > LargestBody)
        {
            throw new AdminFaultException(
                StatusCodes.Status413PayloadTooLarge, $"The body must say its length, and have at most {LargestBody} bytes.");
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(
                request.Body, new JsonDocumentOptions { MaxDepth = DeepestJson }, context.RequestAborted).ConfigureAwait(false);
            return ReadMembers(body.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second kind: a text that no text can hold, because it is no UTF-8 or half a surrogate pair.
            throw new AdminFaultException(
                StatusCodes.Status400BadRequest, "The body is no JSON, is not UTF-8, or is nested too deeply.");
        }
    }

    private static List<(string Kind, string Text)> ReadMembers(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || root.EnumerateObject().Any(member => !Kinds.Contains(member.Name, StringComparer.Ordinal) || member.Value.ValueKind != JsonValueKind.String))
        {
            throw new AdminFaultException(
                StatusCodes.Status400BadRequest, "The body must be an object with key, tag or pattern, and a text in it.");
        }

        return [.. root.EnumerateObject().Select(member => (member.Name, member.Value.GetString()!))];
    }
}
