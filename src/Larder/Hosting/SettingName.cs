namespace Larder.Hosting;

/// <summary>The names of settings: <c>MemoryMaxSize</c> and <c>memory_max_size</c> are one.</summary>
internal static class SettingName
{
    internal static bool Same(string one, string other) =>
        string.Equals(Plain(one), Plain(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name is that of the default cache, as configuration compares names.</summary>
    internal static bool IsDefault(string cache) => IsSameCache(cache, CacheManager.DefaultName);

    internal static bool IsSameCache(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name that needs the fewest changes to become the one given.</summary>
    internal static string Nearest(string given, IEnumerable<string> names) =>
        names.MinBy(name => Distance(given, name)) ?? "";

    /// <summary>How many letters must be added, dropped or changed to turn one name into the other.</summary>
    internal static int Distance(string one, string other)
    {
        var from = Plain(one).ToUpperInvariant();
        var to = Plain(other).ToUpperInvariant();
        var above = Enumerable.Range(0, to.Length + 1).ToArray();
        var row = new int[to.Length + 1];
        for (var i = 0; i < from.Length; i++)
        {
            row[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                var change = above[j] + (from[i] == to[j] ? 0 : 1);
                row[j + 1] = Math.Min(change, 1 + Math.Min(above[j + 1], row[j]));
            }

            (above, row) = (row, above);
        }

        return above[to.Length];
    }

    /// <summary>A name as settings are compared, but for upper and lower case.</summary>
    internal static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);
}
