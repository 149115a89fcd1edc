using Larder.Server.Configuration;
using Larder.Sqlite;
using Larder.Sqlite.Tier;

namespace Larder.Server.Disk;

/// <summary>Opens the file of the caches before the server listens: what is wrong with it shows now, and no request waits for it.</summary>
internal sealed class DiskStartUp(SqliteTierFactory file) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await file.OpenAsync(cancellationToken);
        }
        catch (LarderException fault)
        {
            // The library's own users know the setting by another name.
            var reason = fault.Message.Replace(
                $"{nameof(SqliteTierOptions)}.{nameof(SqliteTierOptions.Path)}", KnownSettings.DiskPath.Key, StringComparison.Ordinal);
            throw new StartRefusedException(reason, fault);
        }
    }

    // What was answered is in the file; the container closes it after the caches.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
