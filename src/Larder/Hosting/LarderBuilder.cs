using System.Diagnostics.CodeAnalysis;
using Larder;
using Larder.Hosting;
using Larder.Invalidation;
using Larder.Tiers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Names the caches of a container and says how they are built. For one thread, while services are added.</summary>
public sealed class LarderBuilder
{
    private readonly LarderSetup _setup;

    internal LarderBuilder(IServiceCollection services, LarderSetup setup)
    {
        Services = services;
        _setup = setup;
    }

    /// <summary>The services that the caches are added to.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Says how the default cache is built; named caches begin with its options. Configuration has the last word.
    /// </summary>
    /// <param name="configure">Makes the options out of those so far: <c>options => options with { … }</c>.</param>
    /// <returns>This builder.</returns>
    public LarderBuilder Configure(Func<CacheOptions, CacheOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _setup.Configure(configure);
        return this;
    }

    /// <summary>Adds a cache, or says more about one that was added before.</summary>
    /// <param name="name">The name: the key of its services, and of its section in configuration.</param>
    /// <param name="configure">
    /// Makes its options out of those of the default cache. Default null: as the default cache is.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name is that of the default cache, or none.</exception>
    public LarderBuilder AddCache(string name, Func<CacheOptions, CacheOptions>? configure = null)
    {
        _setup.AddCache(name, configure);
        return this;
    }

    /// <summary>
    /// Adds a typed cache, once for the container, as itself and as its <see cref="ICache{TKey,TValue}"/>.
    /// </summary>
    /// <typeparam name="TCache">
    /// A class derived from <see cref="TypedCache{TKey,TValue}"/>. Its constructor takes a <see cref="CacheManager"/>, a
    /// <see cref="LarderCache"/> (keyed, for a named cache) and whatever else the container has as a singleton.
    /// </typeparam>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The class is no typed cache.</exception>
    public LarderBuilder AddTypedCache<
        [DynamicallyAccessedMembers(
            DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.Interfaces)]
    TCache>()
        where TCache : class
    {
        var asked = Array.Find(typeof(TCache).GetInterfaces(), IsTypedCache) ?? LarderSetup.NoTypedCache(typeof(TCache));
        if (Services.All(each => each.ServiceType != typeof(TCache)))
        {
            Services.AddSingleton<TCache>();
            Services.AddSingleton(asked, provider => provider.GetRequiredService<TCache>());
        }

        return this;
    }

    /// <summary>Gives the caches a tier beyond memory, as their <see cref="CacheOptions.Strategy"/> asks for one.</summary>
    /// <param name="tier">Makes the tier of each cache. The first that serves a strategy is taken; those of the container come last.</param>
    /// <returns>This builder.</returns>
    public LarderBuilder UseTier(ICacheTierFactory tier)
    {
        ArgumentNullException.ThrowIfNull(tier);
        _setup.Tiers.Add(tier);
        return this;
    }

    /// <summary>Adds what turns values into bytes for tiers beyond memory; of several, the first that knows a type is asked.</summary>
    /// <param name="serializer">The serializer.</param>
    /// <returns>This builder.</returns>
    public LarderBuilder UseSerializer(ICacheSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        return Configure(options => options with { Serializers = [.. options.Serializers, serializer] });
    }

    /// <summary>Joins the caches with those of the same names elsewhere.</summary>
    /// <param name="bus">Carries the news. Who made it disposes it. Default: that of the container, if it has one.</param>
    /// <returns>This builder.</returns>
    public LarderBuilder UseBus(IInvalidationBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        _setup.Bus = bus;
        return this;
    }

    /// <summary>Sets the clock of the caches.</summary>
    /// <param name="time">The clock. Default: that of the container, else <see cref="TimeProvider.System"/>.</param>
    /// <returns>This builder.</returns>
    public LarderBuilder UseTime(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _setup.Time = time;
        return this;
    }

    /// <summary>Says whether the keys of entries may be seen in logs. Configuration has the last word.</summary>
    /// <param name="keys">Whether they may. Default <see cref="Larder.LogKeys.Redact"/>.</param>
    /// <returns>This builder.</returns>
    public LarderBuilder LogKeys(LogKeys keys)
    {
        _setup.LogKeys = keys;
        return this;
    }

    /// <summary>Reads settings from somewhere else than the section <c>Larder</c> of the container's configuration.</summary>
    /// <param name="section">What has <c>Cache</c>, <c>Caches</c> and <c>Preset</c> below it.</param>
    /// <returns>This builder.</returns>
    public LarderBuilder UseConfiguration(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        _setup.Configuration = section;
        return this;
    }

    private static bool IsTypedCache(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ICache<,>);
}
