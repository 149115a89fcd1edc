using Larder.Invalidation;
using Larder.Tiers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Larder;

/// <summary>How a <see cref="CacheManager"/> is built. Immutable; every default is written here and nowhere else.</summary>
public sealed record CacheManagerOptions
{
    /// <summary>The default cache. Default: what <see cref="CacheOptions"/> says.</summary>
    public CacheOptions Default { get; init; } = new();

    /// <summary>Other caches, by name. Default: none.</summary>
    public IReadOnlyDictionary<string, CacheOptions> Named { get; init; } =
        new Dictionary<string, CacheOptions>(StringComparer.Ordinal);

    /// <summary>The clock of all caches. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The tiers beyond memory. A cache has the first that serves its <see cref="CacheOptions.Strategy"/>. Default: none.
    /// </summary>
    public IReadOnlyList<ICacheTierFactory> Tiers { get; init; } = [];

    /// <summary>Tells other processes what is no longer true. Default null: there are none.</summary>
    public IInvalidationBus? Bus { get; init; }

    /// <summary>Where the caches log. Default: nowhere.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Whether the keys of entries may be seen in logs. Default <see cref="LogKeys.Redact"/>.</summary>
    public LogKeys LogKeys { get; init; }

    /// <summary>Where chance begins: jitter, early refreshes. Default null: each manager somewhere else.</summary>
    public long? Seed { get; init; }

    /// <summary>Which strategies can be served.</summary>
    internal AvailableStrategies Strategies => new([.. Tiers.SelectMany(static tier => tier.Strategies)]);

    /// <summary>Lists everything that is wrong with these options, a sentence each; empty when they can be used.</summary>
    /// <returns>The faults, each with the name of its cache.</returns>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (Tiers is null || Tiers.Contains(null!))
        {
            return ["Tiers must not be null, nor have nulls in it. Leave it out for none."];
        }

        AddFaults(faults, CacheManager.DefaultName, Default);
        foreach (var (name, options) in Named)
        {
            if (CacheText.FaultOf("cache name", name) is { } fault)
            {
                faults.Add(fault);
            }
            else if (name.Length == 0 || string.Equals(name, CacheManager.DefaultName, StringComparison.Ordinal))
            {
                faults.Add($"A named cache must have a name of its own, but one is called \"{name}\". Set CacheManagerOptions.Default for the default cache.");
            }

            AddFaults(faults, name, options);
        }

        if (Time is null)
        {
            faults.Add("Time must not be null. Leave it out for the system's clock.");
        }

        if (Loggers is null)
        {
            faults.Add("Loggers must not be null. Leave it out to log nowhere.");
        }

        if (!Enum.IsDefined(LogKeys))
        {
            faults.Add($"LogKeys must be Redact or Show, but was {(int)LogKeys}. Leave it out to redact.");
        }

        return faults;
    }

    private void AddFaults(List<string> faults, string name, CacheOptions? options)
    {
        var found = options is null ? ["The options must not be null. Leave them out for the defaults."] : options.Validate();
        faults.AddRange(found.Select(fault => $"Cache \"{name}\": {fault}"));
        if (Strategies.FaultOf(options?.Strategy) is { } missing)
        {
            faults.Add($"Cache \"{name}\": {missing}");
        }
    }
}
