namespace Larder.Server.Telemetry;

/// <summary>A name and a value in one text, <c>name=value</c>, as the variables of OpenTelemetry have them in lists.</summary>
internal static class TelemetryPair
{
    private const string SignsOfHeaders = "!#$%&'*+-.^_`|~";

    /// <summary>Whether it has a name and a value that can be sent.</summary>
    public static bool IsWhole(string pair, bool isHeader)
    {
        var (name, value) = Split(pair);
        return name.Length > 0 && value is not null
            && (!isHeader || (name.All(IsOfHeader) && value.All(sign => sign is >= ' ' and <= '~')));
    }

    /// <summary>The last value of a name in a list; null when there is none.</summary>
    public static string? Find(string list, string name) =>
        list.Split(',').Select(Split).LastOrDefault(pair => pair.Name == name && pair.Value is { Length: > 0 }).Value;

    private static (string Name, string? Value) Split(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? ("", null) : (pair[..equals].Trim(), Uri.UnescapeDataString(pair[(equals + 1)..].Trim()));
    }

    private static bool IsOfHeader(char sign) => char.IsAsciiLetterOrDigit(sign) || SignsOfHeaders.Contains(sign, StringComparison.Ordinal);
}
