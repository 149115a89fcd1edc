using System.Diagnostics.CodeAnalysis;

namespace Larder.Server.Configuration;

/// <summary>Reads a database address as the tools of Python write it.</summary>
/// <remarks>
/// <c>postgresql://user:password@host:port/name</c>, with <c>postgres://</c> and a driver such as <c>+psycopg2</c>
/// accepted; <c>sqlite:///relative.db</c> and <c>sqlite:////absolute.db</c>. A fault is the end of a sentence whose
/// subject is the setting, and repeats no part of the address but its scheme.
/// </remarks>
internal static class DatabaseUrl
{
    private const string Forms =
        "Write postgresql://user:password@host:5432/name, sqlite:///data/larder.db or sqlite:////var/lib/larder.db";

    private static readonly string[] SslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

    public static bool TryParse(string text, [NotNullWhen(true)] out DatabaseAddress? address, out string fault)
    {
        address = null;
        if (!ServiceUrl.TrySplitScheme(text.Trim(), out var scheme, out var rest))
            return Fails($"is not an address of a database. {Forms}", out fault);

        // SQLAlchemy names the driver behind a plus; we have one for each engine.
        return scheme.Split('+')[0].ToLowerInvariant() switch
        {
            "postgresql" or "postgres" => TryParsePostgres(scheme, rest, out address, out fault),
            "sqlite" => TryParseSqlite(rest, out address, out fault),
            _ => Fails($"has the scheme '{scheme}', which Larder has no engine for. {Forms}", out fault),
        };
    }

    private static bool TryParsePostgres(string scheme, string rest, out DatabaseAddress? address, out string fault)
    {
        address = null;
        if (!ServiceUrl.TryParse(scheme, rest, out var url, out fault))
            return false;

        if (url.Path.Length == 0 || HasStraySign(rest))
        {
            return Fails(
                $"must end with '/' and the name of one database, after host and port. {ServiceUrl.EncodingRule}",
                out fault);
        }

        var unknown = url.Options.Keys.Except(["sslmode", "application_name"], StringComparer.Ordinal).FirstOrDefault();
        if (unknown is not null)
            return Fails("has an option after '?' other than sslmode and application_name", out fault);

        var sslMode = url.Options.GetValueOrDefault("sslmode");
        if (sslMode is not null && !SslModes.Contains(sslMode, StringComparer.Ordinal))
            return Fails($"must have one of {string.Join(", ", SslModes)} as sslmode", out fault);

        var port = url.Port ?? PostgresAddress.DefaultPort;
        var application = url.Options.GetValueOrDefault("application_name");
        address = new PostgresAddress(url.Host, port, url.Path, url.User, url.Password, sslMode, application);
        return true;
    }

    // Behind the first '/' such a sign is rather the rest of a password with a '/' in it than part of a name.
    private static bool HasStraySign(string rest)
    {
        var path = rest.Split('?')[0];
        return path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..].AsSpan().ContainsAny("/@:");
    }

    // SQLite has no host, so the path begins with the third slash; a fourth one makes it absolute.
    private static bool TryParseSqlite(string rest, out DatabaseAddress? address, out string fault)
    {
        address = null;
        if (rest.Length < 2 || rest[0] != '/' || rest.EndsWith('/'))
            return Fails("must name a file: sqlite:///data/larder.db, or sqlite:////var/lib/larder.db", out fault);

        var file = rest[1..];
        if (file.StartsWith(":memory:", StringComparison.Ordinal))
            return Fails("must name a file, as a database in memory would be empty for every connection", out fault);

        if (file.Contains('?', StringComparison.Ordinal))
            return Fails("must not have options after a '?', as the engine for SQLite knows none", out fault);

        address = new SqliteAddress(Path.GetFullPath(file));
        fault = "";
        return true;
    }

    private static bool Fails(string sentence, out string fault)
    {
        fault = sentence;
        return false;
    }
}
