using System.Reflection;
using Larder.AspNetCore.KeyValue;
using Larder.Server.Configuration;

namespace Larder.Server.Tests.Packaging;

/// <summary>Every name that the server reads from its environment.</summary>
internal static class SettingNames
{
    public static IReadOnlyCollection<string> All { get; } = Declared()
        .SelectMany(setting => new[] { setting.Variable, InEnvironment(setting.Key) })
        .OfType<string>()
        .Concat(typeof(KeyValueOptions).GetProperties().Select(each => InEnvironment($"{KeyValueOptions.Section}:{each.Name}")))
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<Setting> Declared() =>
        typeof(Setting).Assembly.GetTypes()
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(Setting))
            .Select(field => (Setting)field.GetValue(null)!);

    private static string InEnvironment(string key) => key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();
}
