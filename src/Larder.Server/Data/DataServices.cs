using Larder.AspNetCore.Admin.Metrics;
using Larder.Server.Configuration;
using Larder.Server.Data.Migrations;

namespace Larder.Server.Data;

/// <summary>Puts the database into the container.</summary>
internal static class DataServices
{
    /// <summary>Registers <see cref="Database"/>, and its migrations to run before the server listens.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, DatabaseSettings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton<Database>();
        services.AddSingleton<IMetricSource>(provider => provider.GetRequiredService<Database>().Meter);
        services.AddSingleton(provider => MigrationCatalogue.Of(provider.GetRequiredService<Database>().Dialect));
        services.AddSingleton<Migrator>();
        services.AddSingleton<DatabaseStartUp>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStartUp>());
        return services;
    }
}
