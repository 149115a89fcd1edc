using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Larder.Hosting;

/// <summary>Ties the caches to the life of a host: built before it starts, ended when everything else has stopped.</summary>
/// <remarks>
/// They end here and not only with the container, because only here a limit is known: the host's time to shut down. The
/// container disposes the manager once more, which then waits for nothing.
/// </remarks>
internal sealed class CachesOfHost(IServiceProvider services) : IHostedLifecycleService
{
    private CacheManager? _manager;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _manager = services.GetRequiredService<CacheManager>();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_manager is null)
        {
            return;
        }

        try
        {
            await _manager.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            HostingLog.LeftBehind(HostingLog.LoggerOf(services.GetService<ILoggerFactory>()));
        }
    }
}
