using Larder.Invalidation;
using Larder.Sqlite;
using Larder.Sqlite.Tier;
using Larder.Tiers;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives the caches of a container a tier on disk.</summary>
public static class SqliteLarderBuilderExtensions
{
    /// <summary>Keeps the caches in a file, which survives the process and may be shared with others of the machine.</summary>
    /// <param name="builder">The builder of the caches.</param>
    /// <param name="path">Where the file is; its folder is made.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The path names no file.</exception>
    public static LarderBuilder UseSqlite(this LarderBuilder builder, string path) =>
        UseSqlite(builder, new SqliteTierOptions { Path = path });

    /// <summary>Keeps the caches in a file, which survives the process and may be shared with others of the machine.</summary>
    /// <param name="builder">The builder of the caches.</param>
    /// <param name="options">
    /// Which file, and how it is used. Clock and logs are those of the container unless the options bring their own.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The options have faults; the message has all of them.</exception>
    public static LarderBuilder UseSqlite(this LarderBuilder builder, SqliteTierOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        Throw.IfFaulty(options.Validate());

        // The container makes the factory before the caches that use it, and so ends it after them.
        builder.Services.AddSingleton(services => new SqliteTierFactory(Within(services, options)));
        builder.Services.AddSingleton<ICacheTierFactory>(
            static services => services.GetRequiredService<SqliteTierFactory>());
        if (options.Sharing == SqliteSharing.Shared)
        {
            // Where nobody else writes there is no news, and memory need not wait for any before it is believed.
            builder.Services.TryAddSingleton<IInvalidationBus>(
                static services => services.GetRequiredService<SqliteTierFactory>().Bus);
        }

        return builder;
    }

    private static SqliteTierOptions Within(IServiceProvider services, SqliteTierOptions options) => options with
    {
        Time = options.Time != TimeProvider.System ? options.Time : services.GetService<TimeProvider>() ?? options.Time,
        Loggers = options.Loggers != Logging.Abstractions.NullLoggerFactory.Instance
            ? options.Loggers
            : services.GetService<ILoggerFactory>() ?? options.Loggers,
    };
}
