using System.Diagnostics.CodeAnalysis;

namespace Larder.Server.Configuration;

/// <summary>The parts of an address such as <c>scheme://user:password@host:port/path?name=value</c>, decoded.</summary>
/// <remarks>
/// Not <see cref="Uri"/>: that one is lenient where a password with an unescaped sign would end up in the host, and its
/// complaints repeat what they complain about. No fault told here repeats any part of the text after the scheme,
/// because in a malformed address any part may be the password.
/// </remarks>
internal sealed record ServiceUrl(
    string Scheme,
    string? User,
    string? Password,
    string Host,
    int? Port,
    string Path,
    IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The remedy for most malformed addresses, as a sentence without its full stop.</summary>
    public const string EncodingRule =
        "In a user or password write '@' as %40, ':' as %3A, '/' as %2F, '?' as %3F, '#' as %23 and '%' as %25";

    /// <summary>Cuts the scheme off; false when there is none.</summary>
    public static bool TrySplitScheme(string text, out string scheme, out string rest)
    {
        var end = text.IndexOf("://", StringComparison.Ordinal);
        (scheme, rest) = end > 0 ? (text[..end], text[(end + 3)..]) : ("", "");
        return scheme.Length > 0 && scheme.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '+' or '-' or '.');
    }

    /// <summary>Reads what follows the scheme. A fault is the end of a sentence whose subject is the address.</summary>
    public static bool TryParse(
        string scheme, string rest, [NotNullWhen(true)] out ServiceUrl? url, out string fault)
    {
        url = null;
        if (rest.Contains('#', StringComparison.Ordinal))
            return Fails($"must not contain a '#'. {EncodingRule}", out fault);

        var (beforeQuery, query) = Cut(rest, '?');
        var (authority, path) = Cut(beforeQuery, '/');
        var at = authority.LastIndexOf('@');
        var (userText, passwordText) = at < 0 ? (null, null) : Cut(authority[..at], ':');

        if (!PercentEncoding.TryDecode(userText ?? "", out var user)
            || !PercentEncoding.TryDecode(passwordText ?? "", out var password)
            || !PercentEncoding.TryDecode(path ?? "", out var decodedPath))
            return Fails($"has a '%' that is not followed by two hex digits of UTF-8. {EncodingRule}", out fault);

        if (!TryParseHost(authority[(at + 1)..], out var host, out var port, out fault)
            || !TryParseOptions(query, out var options, out fault))
            return false;

        url = new ServiceUrl(scheme, OrNull(user), OrNull(password), host, port, decodedPath, options);
        fault = "";
        return true;
    }

    private static bool TryParseHost(string text, out string host, out int? port, out string fault)
    {
        (host, port, fault) = ("", null, "");
        string? portText;
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            if (end < 0 || (end + 1 < text.Length && text[end + 1] != ':'))
                return Fails("has a '[' that no ']' before the port closes", out fault);

            host = text[1..end];
            portText = end + 1 < text.Length ? text[(end + 2)..] : null;
        }
        else
        {
            (host, portText) = Cut(text, ':');
        }

        if (!IsHost(host))
            return Fails($"must name a host after the '@'. {EncodingRule}", out fault);

        if (portText is null)
            return true;

        var isPort = ushort.TryParse(portText, out var number) && number > 0 && portText.All(char.IsAsciiDigit);
        port = number;
        return isPort || Fails($"must have a port from 1 to 65535 after the host. {EncodingRule}", out fault);
    }

    private static bool IsHost(string host) =>
        host.Length > 0 && host.All(sign => char.IsLetterOrDigit(sign) || sign is '.' or '-' or '_' or ':');

    private static bool TryParseOptions(
        string? query, out IReadOnlyDictionary<string, string> options, out string fault)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        (options, fault) = (found, "");
        foreach (var part in (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, text) = Cut(part, '=');
            if (!PercentEncoding.TryDecode(text ?? "", out var value) || !found.TryAdd(name, value))
                return Fails("must have options of the form name=value after the '?', each once", out fault);
        }

        return true;
    }

    private static (string Before, string? After) Cut(string text, char sign)
    {
        var at = text.IndexOf(sign, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static bool Fails(string sentence, out string fault)
    {
        fault = sentence;
        return false;
    }
}
