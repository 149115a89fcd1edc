using Larder.Server.Configuration;
using Larder.Server.Data.Migrations;

namespace Larder.Server.Data;

/// <summary>Makes the database ready before the first request: waits for it, and applies the migrations.</summary>
/// <remarks>
/// Hosted services start in the order of registration and before the server listens, so this one comes first.
/// </remarks>
internal sealed class DatabaseStartUp(
    Database database, Migrator migrator, DatabaseSettings settings, TimeProvider time, ILogger<DatabaseStartUp> log)
    : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ApplyAsync(cancellationToken);
        var plan = await migrator.PlanAsync(cancellationToken);
        DataLog.Ready(log, database.Address, plan.Entries.Count == 0 ? "none" : plan.Entries[^1].Name);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Applies what is pending, as soon as the database answers.</summary>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                database.Prepare();
                return await migrator.ApplyAsync(cancel);
            }
            catch (DatabaseUnavailableException fault) when (fault.MayPass && Left(began) > TimeSpan.Zero)
            {
                if (isFirst)
                    DataLog.Waiting(log, fault.Message, (int)settings.StartTimeout.TotalSeconds);
                await Task.Delay(Pause, time, cancel);
            }
            catch (DatabaseUnavailableException fault)
            {
                throw new StartRefusedException(Refusal(fault), fault);
            }
        }
    }

    private TimeSpan Left(long began) => settings.StartTimeout - time.GetElapsedTime(began);

    private string Refusal(DatabaseUnavailableException fault)
    {
        var patience = fault.MayPass ? $" Larder has waited {settings.StartTimeout.TotalSeconds} seconds." : "";
        return $"{fault.Message}{patience} Mend it, or choose another database with DATABASE_URL.";
    }
}
