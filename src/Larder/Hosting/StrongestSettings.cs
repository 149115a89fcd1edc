using Microsoft.Extensions.Configuration;

namespace Larder.Hosting;

/// <summary>
/// Lets a later source win over an earlier one although they spell a setting differently: a file that says
/// <c>MemoryMaxSize</c> and a variable of the environment that says <c>MEMORY_MAX_SIZE</c> are one setting, and the variable is
/// meant to have the last word. Configuration itself only knows that of names that are spelled alike.
/// </summary>
internal static class StrongestSettings
{
    private const string NamedCaches = "Caches";

    /// <summary>The section without the settings that a later source overrides in another spelling.</summary>
    /// <param name="section">The settings.</param>
    /// <param name="root">Where they come from, which knows the order of its sources; null when nobody knows it.</param>
    /// <returns>The section itself, when nothing is overridden so. Two spellings in one source both stay, to be refused.</returns>
    internal static IConfigurationSection Of(IConfigurationSection section, IConfigurationRoot? root)
    {
        if (root is null)
        {
            return section;
        }

        var sources = root.Providers.ToArray();
        var values = section.AsEnumerable().Where(static pair => pair.Value is not null).ToArray();
        var strongest = values
            .GroupBy(pair => PlainPath(pair.Key[section.Path.Length..]), StringComparer.OrdinalIgnoreCase)
            .SelectMany(group => Strongest([.. group], sources))
            .ToArray();
        return strongest.Length == values.Length
            ? section
            : new ConfigurationBuilder().AddInMemoryCollection(strongest).Build().GetSection(section.Path);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Strongest(
        KeyValuePair<string, string?>[] spellings, IConfigurationProvider[] sources)
    {
        if (spellings.Length == 1)
        {
            return spellings;
        }

        var last = spellings.Max(pair => LastSourceOf(pair.Key, sources));
        return spellings.Where(pair => LastSourceOf(pair.Key, sources) == last);
    }

    private static int LastSourceOf(string path, IConfigurationProvider[] sources) =>
        Array.FindLastIndex(sources, source => source.TryGet(path, out _));

    /// <summary>A path as settings are compared; the names of caches count as they are spelled.</summary>
    private static string PlainPath(string path)
    {
        var parts = path.Split(ConfigurationPath.KeyDelimiter, StringSplitOptions.RemoveEmptyEntries);
        var named = parts.Length > 1 && SettingName.Same(parts[0], NamedCaches);
        return string.Join(
            ConfigurationPath.KeyDelimiter, parts.Select((part, i) => named && i == 1 ? part : SettingName.Plain(part)));
    }
}
