using Larder.Server.Configuration;
using Larder.Server.Payloads;

namespace Larder.Server.Hosting;

/// <summary>Which modules this process serves: all, or those that <c>Larder:Modules</c> names.</summary>
internal sealed class ModuleSet
{
    public const string Setting = "Larder:Modules";

    /// <summary>Every module that can be named.</summary>
    public static readonly IReadOnlyList<string> All = [KeyValueModule.Name, PayloadsModule.Name, "Catalog", "Users", "Storefront"];

    /// <summary>No module; stands in where the setting could not be read.</summary>
    public static readonly ModuleSet None = new([]);

    private readonly HashSet<string> _names;

    private ModuleSet(IEnumerable<string> names) => _names = new(names, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the setting, a list or one text with commas.</summary>
    /// <exception cref="StartRefusedException">A name is unknown.</exception>
    public static ModuleSet Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Setting);
        string?[] texts = [section.Value, .. section.GetChildren().Select(child => child.Value)];
        var names = texts
            .SelectMany(text => (text ?? "").Split(
                ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToList();

        var unknown = names.Where(name => !All.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (unknown.Count > 0)
        {
            throw new StartRefusedException(
                $"The setting {Setting} names {string.Join(", ", unknown.Select(name => $"'{name}'"))}, "
                + $"but the modules are {string.Join(", ", All)}. Leave it out to serve them all.");
        }

        return new ModuleSet(names.Count == 0 ? All : names);
    }

    public bool Contains(string name) => _names.Contains(name);
}
