using System.Text.Json;

namespace Larder.Server.Configuration;

/// <summary>Reads settings as values of their type; what is wrong is gathered, and the default stands in.</summary>
/// <remarks>An empty value counts as none, because that is how compose files pass on what is not set.</remarks>
internal sealed class SettingReader(IConfiguration configuration, StartFaults faults)
{
    private static readonly string[] Truths = ["true", "1", "yes", "on"];
    private static readonly string[] Lies = ["false", "0", "no", "off"];

    /// <summary>The value as it was given, or null.</summary>
    public string? Given(Setting setting) => Find(setting)?.Value;

    public string Text(Setting setting) => Given(setting) ?? setting.Default;

    /// <summary>A whole number within bounds, both included; null when there is neither value nor default.</summary>
    public int? NumberOrNull(Setting setting, int least, int most)
    {
        if (Find(setting) is { } found)
        {
            if (int.TryParse(found.Value, out var number) && number >= least && number <= most)
                return number;
            Fault(setting, $"must be a whole number from {least} to {most}, but was '{found.Value}'.");
        }

        return setting.Default.Length == 0 ? null : int.Parse(setting.Default);
    }

    public int Number(Setting setting, int least, int most) => NumberOrNull(setting, least, most)!.Value;

    public TimeSpan Seconds(Setting setting, int least, int most) =>
        TimeSpan.FromSeconds(Number(setting, least, most));

    public bool Flag(Setting setting)
    {
        var text = Text(setting);
        var isTrue = Truths.Contains(text, StringComparer.OrdinalIgnoreCase);
        if (!isTrue && !Lies.Contains(text, StringComparer.OrdinalIgnoreCase))
            Fault(setting, $"must be true or false, but was '{text}'.");
        return isTrue;
    }

    /// <summary>One of a few words, whatever its case.</summary>
    public T Choice<T>(Setting setting)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>();
        if (names.Contains(Text(setting), StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<T>(Text(setting), ignoreCase: true);

        Fault(setting, $"must be {string.Join(" or ", names)}, but was '{Text(setting)}'.");
        return Enum.Parse<T>(setting.Default);
    }

    /// <summary>A list, written as JSON in one value, or as an array in a settings file.</summary>
    public IReadOnlyList<string> List(Setting setting)
    {
        var items = configuration.GetSection(setting.Key).GetChildren().Select(child => child.Value ?? "").ToList();
        if (items.Count > 0)
            return items;

        try
        {
            if (JsonSerializer.Deserialize(Text(setting), SettingJson.Default.ListString) is { } list)
                return list;
        }
        catch (JsonException)
        {
            // Told below, in our words.
        }

        var shown = setting.IsSecret ? Secret.Mask : Text(setting);
        Fault(setting, $"must be a JSON list of texts such as {setting.Default}, but was '{shown}'.");
        return JsonSerializer.Deserialize(setting.Default, SettingJson.Default.ListString)!;
    }

    /// <summary>What holds, for people to see: a password is masked, also inside an address.</summary>
    public ShownSetting Show(Setting setting)
    {
        var found = Find(setting);
        var value = found?.Value ?? setting.Default;
        if (setting.IsSecret && found is not null)
            value = Masked(value);
        return new ShownSetting(setting.Key, value, found?.Name ?? "default");
    }

    /// <summary>Adds a fault: what follows the name of the setting, as it was given, in a sentence.</summary>
    public void Fault(Setting setting, string rest) =>
        faults.Add($"{Find(setting)?.Name ?? setting.Variable ?? setting.Key} {rest}");

    /// <summary>Adds a fault that needs no name of a setting.</summary>
    public void Fault(string sentence) => faults.Add(sentence);

    // Of what is no address at all nothing may be shown.
    private static string Masked(string value)
    {
        if (DatabaseUrl.TryParse(value, out var database, out _))
            return database.Display;
        return RedisUrl.TryParse(value, out var redis, out _) ? redis.ToString() : Secret.Mask;
    }

    private (string Name, string Value)? Find(Setting setting)
    {
        foreach (var name in new[] { setting.Key, setting.Variable })
        {
            if (name is not null && configuration[name] is { } value && !string.IsNullOrWhiteSpace(value))
                return (name, value.Trim());
        }

        return null;
    }
}
