using System.Diagnostics.CodeAnalysis;

namespace Larder.Server.Configuration;

/// <summary>Reads an address such as <c>redis://user:password@host:6379/0</c>; <c>rediss://</c> is encrypted.</summary>
/// <remarks>A fault ends a sentence whose subject is the setting, and repeats no part of the address.</remarks>
internal static class RedisUrl
{
    public static bool TryParse(string text, [NotNullWhen(true)] out RedisSettings? settings, out string fault)
    {
        settings = null;
        fault = "must begin with redis:// or rediss://, as in redis://user:password@localhost:6379/0";
        if (!ServiceUrl.TrySplitScheme(text, out var scheme, out var rest) || scheme is not ("redis" or "rediss"))
            return false;

        if (!ServiceUrl.TryParse(scheme, rest, out var url, out fault))
            return false;

        fault = $"must end with the number of a database from 0 to {RedisSettings.DatabaseMax}, or with the port";
        var database = 0;
        if (url.Path.Length > 0 && (!int.TryParse(url.Path, out database) || !IsDatabase(database)))
            return false;

        fault = "must not have options after a '?'";
        if (url.Options.Count > 0)
            return false;

        fault = "";
        settings = new RedisSettings(
            url.Host, url.Port ?? RedisSettings.DefaultPort, url.User, url.Password, database, scheme == "rediss");
        return true;
    }

    private static bool IsDatabase(int number) => number is >= 0 and <= RedisSettings.DatabaseMax;
}
