using Larder;
using Larder.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds caches to a container.</summary>
public static class LarderServiceCollectionExtensions
{
    /// <summary>
    /// Adds one <see cref="CacheManager"/> with its caches: <see cref="ICache"/> and <see cref="LarderCache"/> are the default
    /// cache, and with the name of a cache as their key, that cache. Called again, it adds to what was added before.
    /// </summary>
    /// <remarks>
    /// Settings come from the section <c>Larder</c> of the container's configuration, where there is one, and have the last
    /// word. The clock, the loggers and the bus come from the container, too, unless the builder is given others.
    /// <para>In a host, everything that is wrong stops the start, in one message; elsewhere, the first use of the manager.</para>
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Names the caches and says what is special about them. Default null: one cache in memory.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddLarder(this IServiceCollection services, Action<LarderBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var setup = SetupIn(services);
        configure?.Invoke(new LarderBuilder(services, setup));
        return services;
    }

    private static LarderSetup SetupIn(IServiceCollection services)
    {
        var known = services.FirstOrDefault(each => each.ServiceType == typeof(LarderSetup));
        if (known?.ImplementationInstance is LarderSetup earlier)
        {
            return earlier;
        }

        var setup = new LarderSetup();
        services.AddSingleton(setup);
        services.AddSingleton(setup.Build);
        services.AddHostedService<CachesOfHost>();
        services.AddSingleton(provider => provider.GetRequiredService<CacheManager>().Default);
        services.AddSingleton<ICache>(provider => provider.GetRequiredService<LarderCache>());

        // Caches may be added by configuration alone, so that no list of their names is known before it is read.
        services.AddKeyedSingleton(KeyedService.AnyKey, CacheOfKey);
        services.AddKeyedSingleton<ICache>(KeyedService.AnyKey, CacheOfKey);
        return setup;
    }

    private static LarderCache CacheOfKey(IServiceProvider provider, object? key) =>
        provider.GetRequiredService<CacheManager>().GetCache(key as string ?? LarderSetup.NoName(key));
}
