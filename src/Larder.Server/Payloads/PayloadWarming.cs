using Larder.Server.Payloads.Memory;
using Larder.Server.Payloads.Storage;

namespace Larder.Server.Payloads;

/// <summary>
/// Loads the most popular payloads at start, and notes now and then, and at the end, which ones they are.
/// </summary>
internal sealed class PayloadWarming(
    PayloadMemory memory,
    PayloadService service,
    IPayloadRepository repository,
    PayloadSettings settings,
    TimeProvider time,
    ILogger<PayloadWarming> log) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (settings.Warm == 0)
            return;

        try
        {
            await NoteAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // There is no time left. The note before this one is nearly as good.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Warm == 0)
            return;

        await WarmAsync(stoppingToken);
        using var timer = new PeriodicTimer(settings.NoteEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await NoteAsync(stoppingToken);
    }

    // A cold memory is slower and no more: whatever fails here is told, and the server serves.
    private async Task WarmAsync(CancellationToken stopping)
    {
        try
        {
            // One after the other, until memory is full: all outputs of a list together could be larger than memory.
            var count = 0;
            var bytes = 0L;
            foreach (var id in await repository.ListPopularAsync(settings.Warm, stopping))
            {
                if ((await service.FindAsync(id, stopping)).Output is not { } output)
                    continue;

                count++;
                bytes += output.Weight;
                if (bytes >= settings.OutputBytes || stopping.IsCancellationRequested)
                    break;
            }

            log.Warmed(count);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.WarmingFailed(fault);
        }
    }

    private async Task NoteAsync(CancellationToken stopping)
    {
        try
        {
            // An empty memory knows nothing of popularity, and must not take the place of a note that does.
            var popular = memory.ListPopular(settings.Warm);
            if (popular.Count > 0)
                await repository.NotePopularAsync(popular, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.NotingFailed(fault);
        }
    }
}
