using Larder.Server.Configuration;
using Larder.Sqlite;
using Larder.Sqlite.Tier;
using Larder.Tiers;

namespace Larder.Server.Disk;

/// <summary>Puts a tier in a file into the container. Where nobody asks for it, not even its assembly is loaded.</summary>
internal static class DiskServices
{
    /// <summary>Registers the tier, once, for the caches whose strategy is <see cref="CacheStrategy.Disk"/>.</summary>
    public static void AddDiskTier(this IServiceCollection services)
    {
        if (services.Any(each => each.ServiceType == typeof(SqliteTierFactory)))
            return;

        services.AddSingleton(provider => new SqliteTierFactory(OptionsOf(provider)));
        services.AddSingleton<ICacheTierFactory>(provider => provider.GetRequiredService<SqliteTierFactory>());
        services.AddHostedService<DiskStartUp>();

        // A tier that is there would serve every cache that does not say what it wants.
        services.AddLarder(larder => larder.Configure(options => options with { Strategy = CacheStrategy.Memory }));
    }

    private static SqliteTierOptions OptionsOf(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<ServerSettings>().Disk;
        return new SqliteTierOptions
        {
            Path = settings.File,
            MaxBytes = settings.MaxBytes,
            Durability = settings.Durability == DiskDurability.Machine ? SqliteDurability.Machine : SqliteDurability.Process,
            Sharing = SqliteSharing.Exclusive,
            Time = provider.GetRequiredService<TimeProvider>(),
            Loggers = provider.GetRequiredService<ILoggerFactory>(),
        };
    }
}
