using Npgsql;

namespace Larder.Server.Data;

/// <summary>Translates libpq's words for encryption, which addresses use, into the driver's.</summary>
internal static class PostgresSslMode
{
    public static SslMode Parse(string mode) => mode switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw new ArgumentException($"The SSL mode '{mode}' is not one of libpq's.", nameof(mode)),
    };
}
