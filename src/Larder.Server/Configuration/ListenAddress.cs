using System.Net;

namespace Larder.Server.Configuration;

/// <summary>One HTTP address of this machine, checked before Kestrel sees it.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Host"><c>localhost</c>, an address, or a star for all of them.</param>
/// <param name="Port">The port.</param>
internal readonly record struct ListenAddress(string Scheme, string Host, int Port)
{
    private const string Example = "--urls http://localhost:8000";
    private const string EveryAddress = "*";
    private const string EveryAddressAsIp = "0.0.0.0";

    /// <summary>An address without TLS.</summary>
    public ListenAddress(string host, int port) : this(Uri.UriSchemeHttp, host, port)
    {
    }

    /// <summary>Whether only this machine reaches it.</summary>
    public bool IsLoopback =>
        IsLocalhost(Host) || (IPAddress.TryParse(Host, out var ip) && IPAddress.IsLoopback(ip));

    public bool IsEncrypted => Scheme == Uri.UriSchemeHttps;

    /// <summary>Reads one address; on failure <paramref name="fault"/> is a sentence for the user.</summary>
    public static bool TryParse(string text, out ListenAddress address, out string fault)
    {
        address = default;

        // A star or a plus is Kestrel's word for every interface, and not a host name that Uri accepts.
        var isEvery = text.Contains("://*", StringComparison.Ordinal) || text.Contains("://+", StringComparison.Ordinal);
        var readable = isEvery
            ? text.Replace("://*", "://" + EveryAddressAsIp, StringComparison.Ordinal)
                .Replace("://+", "://" + EveryAddressAsIp, StringComparison.Ordinal)
            : text;
        if (!Uri.TryCreate(readable, UriKind.Absolute, out var uri) || !IsPlain(uri))
        {
            fault = $"The address '{text}' is not of the form http://host:port. Write for example {Example}.";
            return false;
        }

        // Any other name may resolve to anything: Kestrel listens on every interface for it.
        if (!IsLocalhost(uri.Host) && !IPAddress.TryParse(uri.DnsSafeHost, out _))
        {
            fault = $"The address '{text}' names a host, and a server that was told a name would listen on every address. "
                + "Write the address itself, or * for all of them.";
            return false;
        }

        if (uri.Port == 0 && IsLocalhost(uri.Host))
        {
            fault = $"The address '{text}' asks for any free port on two interfaces at once, and they could differ. "
                + "Write http://127.0.0.1:0 or http://[::1]:0.";
            return false;
        }

        fault = "";
        address = new ListenAddress(uri.Scheme, isEvery ? EveryAddress : uri.Host, uri.Port);
        return true;
    }

    public override string ToString() => $"{Scheme}://{Host}:{Port}";

    private static bool IsPlain(Uri uri) =>
        (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.PathAndQuery == "/" && uri is { UserInfo: "", Fragment: "" };

    private static bool IsLocalhost(string host) => host == "localhost";
}
