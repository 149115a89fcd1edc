using System.Net;

namespace Larder.Server.Configuration;

/// <summary>One plain HTTP address of this machine, checked before Kestrel sees it.</summary>
internal readonly record struct ListenAddress(string Host, int Port)
{
    private const string Example = "--urls http://localhost:8000";

    /// <summary>Reads one address; on failure <paramref name="fault"/> is a sentence for the user.</summary>
    public static bool TryParse(string text, out ListenAddress address, out string fault)
    {
        address = default;

        // A star or a plus is Kestrel's word for every interface, and not a host name that Uri accepts.
        if (text.Contains("//*", StringComparison.Ordinal) || text.Contains("//+", StringComparison.Ordinal))
        {
            fault = NotLoopback(text);
            return false;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || !IsPlainHttp(uri))
        {
            fault = $"The address '{text}' is not of the form http://host:port. Write for example {Example}.";
            return false;
        }

        if (!IsLoopback(uri))
        {
            fault = NotLoopback(text);
            return false;
        }

        if (uri.Port == 0 && IsLocalhost(uri))
        {
            fault = $"The address '{text}' asks for any free port on two interfaces at once, and they could differ. "
                + "Write http://127.0.0.1:0 or http://[::1]:0.";
            return false;
        }

        fault = "";
        address = new ListenAddress(uri.Host, uri.Port);
        return true;
    }

    public override string ToString() => $"http://{Host}:{Port}";

    private static bool IsPlainHttp(Uri uri) =>
        uri.Scheme == Uri.UriSchemeHttp && uri.PathAndQuery == "/" && uri is { UserInfo: "", Fragment: "" };

    private static bool IsLocalhost(Uri uri) => uri.Host == "localhost";

    // Any other name is refused although it may resolve to loopback: Kestrel listens on every interface for it.
    private static bool IsLoopback(Uri uri) =>
        IsLocalhost(uri) || (IPAddress.TryParse(uri.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));

    private static string NotLoopback(string text) =>
        $"The address '{text}' can be reached from other machines, and Larder has no API keys yet to protect it. "
        + $"Choose localhost, 127.0.0.1 or [::1], for example {Example}.";
}
