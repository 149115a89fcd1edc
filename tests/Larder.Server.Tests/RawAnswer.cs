namespace Larder.Server.Tests;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Status">The status; 0 when there was none.</param>
/// <param name="Headers">The headers, by name in any case.</param>
/// <param name="Body">What followed them.</param>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private const string HeadEnd = "\r\n\r\n";

    /// <summary>Whether all of the body is there, as far as its length was told.</summary>
    public bool IsWhole =>
        Status != 0 && (!Headers.TryGetValue("Content-Length", out var length) || Body.Length >= int.Parse(length));

    public static RawAnswer Parse(string text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var end = text.IndexOf(HeadEnd, StringComparison.Ordinal);
        if (end < 0)
            return new RawAnswer(0, headers, "");

        var lines = text[..end].Split("\r\n");
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return new RawAnswer(int.Parse(lines[0].AsSpan(9, 3)), headers, text[(end + HeadEnd.Length)..]);
    }
}
