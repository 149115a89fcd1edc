using System.Diagnostics.CodeAnalysis;
using Larder.AspNetCore.Security;

namespace Larder.Server.Security;

/// <summary>A key as it is written in the settings and in the key file: <c>name scope hash</c>.</summary>
internal static class KeyLine
{
    public const string Form = "name scope hash";

    public static bool TryParse(string line, [NotNullWhen(true)] out AccessKey? key, out string fault)
    {
        key = null;
        var parts = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 3)
            return AccessKey.TryCreate(parts[0], parts[1], parts[2], out key, out fault);

        fault = $"must be of the form '{Form}'";
        return false;
    }

    public static string Of(string name, AccessScope scope, string hash) =>
        $"{name} {scope.ToString().ToLowerInvariant()} {hash}";
}
