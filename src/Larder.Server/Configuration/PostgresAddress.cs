namespace Larder.Server.Configuration;

/// <summary>A database of a PostgreSQL server.</summary>
/// <param name="Host">A name, an IPv4 address, or an IPv6 address without brackets.</param>
/// <param name="Port">From 1 to 65535.</param>
/// <param name="Name">The database.</param>
/// <param name="User">Null leaves the choice to the client library: the user of the operating system.</param>
/// <param name="Password">Null where the server asks for none.</param>
/// <param name="SslMode">How it is encrypted, in the words of libpq; null for the library's default.</param>
/// <param name="ApplicationName">What the server calls us in its own statistics.</param>
internal sealed record PostgresAddress(
    string Host,
    int Port,
    string Name,
    string? User = null,
    string? Password = null,
    string? SslMode = null,
    string? ApplicationName = null) : DatabaseAddress
{
    public const int DefaultPort = 5432;

    public override string Display
    {
        get
        {
            var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
            var secret = Password is null ? "" : $":{Secret.Mask}";
            return $"postgresql://{(User is null ? "" : $"{User}{secret}@")}{host}:{Port}/{Name}";
        }
    }
}
