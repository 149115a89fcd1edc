using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Larder.Invalidation;
using Larder.Tiers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Larder.Hosting;

/// <summary>What the builders of one container were told, and the manager that comes of it.</summary>
/// <remarks>Written while services are added, by one thread; read when a manager is built, by any.</remarks>
internal sealed class LarderSetup
{
    private const string Section = "Larder";

    private readonly List<Func<CacheOptions, CacheOptions>> _default = [];
    private readonly List<NamedCache> _named = [];

    internal IInvalidationBus? Bus { get; set; }

    internal List<ICacheTierFactory> Tiers { get; } = [];

    internal TimeProvider? Time { get; set; }

    internal IConfiguration? Configuration { get; set; }

    internal LogKeys LogKeys { get; set; }

    internal void Configure(Func<CacheOptions, CacheOptions> configure) => _default.Add(configure);

    internal void AddCache(string name, Func<CacheOptions, CacheOptions>? configure)
    {
        CacheText.Check("cache name", name, nameof(name));
        if (name.Length == 0 || SettingName.IsDefault(name))
        {
            throw new ArgumentException(
                $"A named cache must have a name of its own, but one was added as \"{name}\". Use Configure for the default cache.",
                nameof(name));
        }

        var known = _named.Find(each => SettingName.IsSameCache(each.Name, name));
        if (known is null)
        {
            known = new NamedCache(name, []);
            _named.Add(known);
        }
        else if (!string.Equals(known.Name, name, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The caches \"{known.Name}\" and \"{name}\" differ in upper and lower case only, which configuration cannot tell apart. Give one of them another name.",
                nameof(name));
        }

        if (configure is not null)
        {
            known.Steps.Add(configure);
        }
    }

    /// <summary>Builds the manager of one container, or says everything that is wrong in one exception.</summary>
    internal CacheManager Build(IServiceProvider services)
    {
        var faults = new List<string>();
        var section = new LarderSection(SettingsIn(services.GetService<IConfiguration>()), faults);
        var byDefault = section.ReadDefault(After(CacheManager.DefaultName, section.Preset, _default));
        var options = new CacheManagerOptions
        {
            Default = byDefault,
            Named = ReadNamed(section, byDefault),
            Time = Time ?? services.GetService<TimeProvider>() ?? TimeProvider.System,
            Tiers = [.. Tiers, .. services.GetServices<ICacheTierFactory>()],
            Bus = Bus ?? services.GetService<IInvalidationBus>(),
            LogKeys = section.LogKeys ?? LogKeys,
            Loggers = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
        };
        faults.AddRange(options.Validate());
        if (faults.Count > 0)
        {
            throw new OptionsValidationException(Section, typeof(CacheManagerOptions), faults);
        }

        var manager = new CacheManager(options);
        _ = new CacheMeter(manager, services.GetService<IMeterFactory>()); // ends with the manager
        HostingLog.Tell(options);
        return manager;
    }

    [DoesNotReturn]
    internal static string NoName(object? key) =>
        throw new ArgumentException(
            $"A cache is found by its name, a text, but was asked for by {key?.GetType().Name ?? "null"}. Use the name it was added with.",
            nameof(key));

    [DoesNotReturn]
    internal static Type NoTypedCache(Type type) =>
        throw new ArgumentException(
            $"{type.Name} is no typed cache. Derive it from TypedCache<TKey, TValue>, or add it with AddSingleton.", nameof(type));

    private IConfiguration? SettingsIn(IConfiguration? ofContainer)
    {
        var settings = Configuration ?? ofContainer?.GetSection(Section);
        return settings is IConfigurationSection section
            ? StrongestSettings.Of(section, ofContainer as IConfigurationRoot)
            : settings;
    }

    private Dictionary<string, CacheOptions> ReadNamed(LarderSection section, CacheOptions inherited)
    {
        var read = new Dictionary<string, CacheOptions>(StringComparer.Ordinal);
        foreach (var (name, steps) in _named.Concat(section.CachesBeside(_named)))
        {
            read[name] = section.ReadNamed(name, After(name, inherited, steps));
        }

        return read;
    }

    private static CacheOptions After(string name, CacheOptions options, List<Func<CacheOptions, CacheOptions>> steps) =>
        steps.Aggregate(options, (before, step) => step(before) ?? NoOptions(name));

    [DoesNotReturn]
    private static CacheOptions NoOptions(string name) =>
        throw new InvalidOperationException(
            $"What configures the cache \"{name}\" returned null. Return the options that it was given, changed or not.");
}
