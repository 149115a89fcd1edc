using System.Text.Json;

namespace Larder.Benchmarks.Http;

/// <summary>An answer of Larder's server, for the bare one to repeat: the same status, the same headers, the same bytes.</summary>
internal sealed record BareReply
{
    // Kestrel adds these to the answers of both by itself.
    private static readonly string[] OfTheServer = ["Date", "Content-Length", "Transfer-Encoding", "Connection"];

    // Differs from answer to answer, in one width.
    private static readonly string[] Changing = ["ETag", "X-Process-Time"];

    public required int Status { get; init; }

    public required string ContentType { get; init; }

    /// <summary>All other headers.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Takes an answer down.</summary>
    public static async Task<BareReply> OfAsync(HttpClient client, WireRequest request)
    {
        using var answer = (await client.SendAsync(request.ToMessage())).EnsureSuccessStatusCode();
        return new BareReply
        {
            Status = (int)answer.StatusCode,
            ContentType = answer.Content.Headers.ContentType!.ToString(),
            Headers = answer.Headers
                .Where(static h => !OfTheServer.Contains(h.Key, StringComparer.OrdinalIgnoreCase))
                .ToDictionary(static h => h.Key, static h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
            Body = await answer.Content.ReadAsByteArrayAsync(),
        };
    }

    /// <summary>Whether another answer costs the same bytes under the same names; a sentence if not.</summary>
    public string? DifferenceTo(BareReply other)
    {
        if (Status != other.Status || ContentType != other.ContentType || Body.Length != other.Body.Length)
        {
            return $"{Status} {ContentType} {Body.Length} bytes and {other.Status} {other.ContentType} {other.Body.Length} bytes";
        }

        var mine = Headers.Select(Comparable).Order(StringComparer.Ordinal);
        var yours = other.Headers.Select(Comparable).Order(StringComparer.Ordinal);
        return mine.SequenceEqual(yours, StringComparer.Ordinal)
            ? null
            : $"the headers {string.Join(", ", mine)} and {string.Join(", ", yours)}";
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static BareReply OfJson(string json) => JsonSerializer.Deserialize<BareReply>(json)!;

    private static string Comparable(KeyValuePair<string, string> header) =>
        Changing.Contains(header.Key, StringComparer.OrdinalIgnoreCase)
            ? $"{header.Key.ToUpperInvariant()} of {header.Value.Length}"
            : $"{header.Key.ToUpperInvariant()}: {header.Value}";
}
