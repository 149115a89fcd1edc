using Larder.Server.Configuration;
using Larder.Server.Modules;

namespace Larder.Server.Hosting;

/// <summary>Which modules this process serves: all, or those that <c>Larder:Modules</c> names.</summary>
internal static class ModuleSet
{
    public const string Setting = "Larder:Modules";

    /// <summary>Chooses among all modules by the setting, a list or one text with commas. Their order stays.</summary>
    /// <exception cref="StartRefusedException">A name is unknown.</exception>
    public static IReadOnlyList<ServerModule> Choose(IConfiguration configuration, IReadOnlyList<ServerModule> all)
    {
        var names = Named(configuration).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Count == 0)
            return all;

        string[] known = [.. all.Where(module => module.IsOptional).Select(module => module.Name)];
        var unknown = names.Except(known, StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count > 0)
        {
            throw new StartRefusedException(
                $"The setting {Setting} names {string.Join(", ", unknown.Select(name => $"'{name}'"))}, "
                + $"but the modules are {string.Join(", ", known)}. Leave it out to serve them all.");
        }

        return [.. all.Where(module => !module.IsOptional || names.Contains(module.Name))];
    }

    private static IEnumerable<string> Named(IConfiguration configuration)
    {
        var section = configuration.GetSection(Setting);
        string?[] texts = [section.Value, .. section.GetChildren().Select(child => child.Value)];
        return texts.SelectMany(text => (text ?? "").Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
