using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>A key in the address of a request.</summary>
internal static class KeyPath
{
    /// <summary>
    /// The query and not the path: every key can be written there, those that are also words of the interface
    /// (<c>stats</c>), those with a slash, and the empty one.
    /// </summary>
    public static string InQuery(string key) => $"/get?key={Escape(key)}";

    // Half of a surrogate pair cannot be sent as UTF-8 and would silently become another key.
    private static string Escape(string key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (char.IsHighSurrogate(key[i]) && i + 1 < key.Length && char.IsLowSurrogate(key[i + 1]))
                i++;
            else if (char.IsSurrogate(key[i]))
                throw new RefusedException("The key is no valid text. Keys are ASCII.");
        }

        return Uri.EscapeDataString(key);
    }
}
