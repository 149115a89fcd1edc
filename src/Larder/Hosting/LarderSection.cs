using Microsoft.Extensions.Configuration;

namespace Larder.Hosting;

/// <summary>The part of a configuration that speaks of caches, and what is wrong with it.</summary>
/// <remarks>
/// Names beside its own are left alone, because other parts of a program have their settings there, too; unless one is so
/// close to a name of its own that it must be a slip.
/// </remarks>
internal sealed class LarderSection
{
    private const string PresetName = "Preset";
    private const string DefaultName = "Cache";
    private const string NamedName = "Caches";
    private const string LogKeysName = "LogKeys";

    private static readonly TextForm<LogKeys> LogKeysForm = TextForms.Choice<LogKeys>();

    /// <summary>How many letters a name may differ from a known one and still count as a slip.</summary>
    private const int Slip = 2;

    private static readonly string[] Names = [PresetName, DefaultName, NamedName, LogKeysName];

    private readonly List<string> _faults;
    private readonly IConfigurationSection? _default;
    private readonly IConfigurationSection[] _named = [];

    /// <summary>Looks through a configuration.</summary>
    /// <param name="configuration">The configuration; null when there is none.</param>
    /// <param name="faults">Where everything that is wrong with it is added, a sentence each.</param>
    internal LarderSection(IConfiguration? configuration, List<string> faults)
    {
        _faults = faults;
        foreach (var part in configuration?.GetChildren() ?? [])
        {
            var known = Array.Find(Names, name => SettingName.Same(name, part.Key));
            switch (known)
            {
                case PresetName:
                    Preset = ReadPreset(part);
                    break;
                case LogKeysName:
                    LogKeys = Setting<LogKeys?>.Value(LogKeysName, LogKeysForm, (_, keys) => keys).Read(null, part, faults);
                    break;
                case DefaultName:
                    _default = part;
                    break;
                case NamedName:
                    _named = [.. part.GetChildren().Where(IsNamed)];
                    break;
                default:
                    RefuseSlip(part);
                    break;
            }
        }
    }

    /// <summary>What all caches begin with.</summary>
    internal CacheOptions Preset { get; } = new();

    /// <summary>Whether keys may be seen in logs; null when configuration does not say.</summary>
    internal LogKeys? LogKeys { get; }

    /// <summary>The caches that configuration names and code does not.</summary>
    internal IEnumerable<NamedCache> CachesBeside(IReadOnlyCollection<NamedCache> known) =>
        _named.Where(part => known.All(each => !SettingName.IsSameCache(each.Name, part.Key)))
            .Select(part => new NamedCache(part.Key, []));

    internal CacheOptions ReadDefault(CacheOptions options) => Read(_default, options);

    internal CacheOptions ReadNamed(string name, CacheOptions options) =>
        Read(Array.Find(_named, part => SettingName.IsSameCache(part.Key, name)), options);

    private CacheOptions Read(IConfigurationSection? section, CacheOptions options) =>
        section is null ? options : CacheSettings.Table.Apply(options, section, _faults);

    private CacheOptions ReadPreset(IConfigurationSection section)
    {
        var text = section.Value?.Trim() ?? "";
        if (SettingName.Same(text, nameof(CacheOptions.Development)))
        {
            return CacheOptions.Development;
        }

        if (SettingName.Same(text, nameof(CacheOptions.Production)))
        {
            return CacheOptions.Production;
        }

        if (text.Length > 0 || section.GetChildren().Any())
        {
            _faults.Add($"{section.Path} must be Development or Production, but was \"{text}\". Leave it out for neither.");
        }

        return Preset;
    }

    private bool IsNamed(IConfigurationSection part)
    {
        if (!SettingName.IsDefault(part.Key))
        {
            return true;
        }

        _faults.Add($"{part.Path} names the default cache, whose settings stand one level higher. Write them below {DefaultName}, not below {NamedName}.");
        return false;
    }

    private void RefuseSlip(IConfigurationSection part)
    {
        var nearest = SettingName.Nearest(part.Key, Names);
        if (SettingName.Distance(part.Key, nearest) <= Slip)
        {
            _faults.Add($"{part.Path} is no setting of Larder. Did you mean {nearest}?");
        }
    }
}
