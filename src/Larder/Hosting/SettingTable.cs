using Microsoft.Extensions.Configuration;

namespace Larder.Hosting;

/// <summary>All settings of one kind of options.</summary>
/// <typeparam name="TOptions">The type of the options.</typeparam>
/// <param name="owner">Whose settings they are, as a sentence calls it.</param>
/// <param name="settings">The settings, one for each property.</param>
internal sealed class SettingTable<TOptions>(string owner, IReadOnlyList<Setting<TOptions>> settings)
{
    internal IEnumerable<string> Names => settings.Select(setting => setting.Name);

    /// <summary>Puts what a section says over options.</summary>
    /// <param name="options">What holds where the section says nothing.</param>
    /// <param name="section">The section.</param>
    /// <param name="faults">Where everything that is wrong with it is added, a sentence each.</param>
    /// <returns>The options.</returns>
    internal TOptions Apply(TOptions options, IConfigurationSection section, List<string> faults)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            faults.Add($"{section.Path} holds the settings of {owner}, and is no value. Write one of them below it, such as {section.Path}:{settings[0].Name}.");
        }

        var met = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in section.GetChildren())
        {
            var setting = settings.FirstOrDefault(each => SettingName.Same(each.Name, part.Key));
            if (setting is null)
            {
                // Its value stays unsaid: it may be a secret under a misspelled name.
                faults.Add($"{part.Path} is no setting of {owner}. Did you mean {SettingName.Nearest(part.Key, Names)}?");
            }
            else if (!met.TryAdd(setting.Name, part.Path))
            {
                faults.Add($"{met[setting.Name]} and {part.Path} are the same setting. Keep one of them.");
            }
            else
            {
                options = setting.Read(options, part, faults);
            }
        }

        return options;
    }
}
