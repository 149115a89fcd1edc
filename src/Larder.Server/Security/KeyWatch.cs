using Larder.AspNetCore.Security;
using Microsoft.Extensions.Primitives;

namespace Larder.Server.Security;

/// <summary>Exchanges the keys when the settings, or the key file, change. A fault leaves those that hold.</summary>
/// <remarks>
/// Invariants. One look at a time: each takes the lock. The file is looked at by the clock and not by a watcher, because
/// what a cluster mounts is exchanged by links, of which watchers hear nothing.
/// </remarks>
internal sealed class KeyWatch(
    SecuritySettings settings, AccessKeys keys, IConfiguration configuration, TimeProvider time, ILogger<KeyWatch> log)
    : IHostedService, IDisposable
{
    private readonly Lock _looking = new();

    // Both under the lock. What was seen is null where it has to be looked at again whatever it says.
    private string? _seen;
    private ITimer? _timer;

    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = ChangeToken.OnChange(configuration.GetReloadToken, () => Look(always: true));
        Catch();
        if (settings.KeyFile is not null)
            _timer = time.CreateTimer(_ => Look(always: false), state: null, settings.KeyFileEvery, settings.KeyFileEvery);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _subscription?.Dispose();
    }

    // The settings were read when the server was put together. It may have waited for its database since then, and what
    // was changed in that time would be taken for known. A fault is left for the first look, which tells it.
    private void Catch()
    {
        lock (_looking)
        {
            var text = Text();
            var read = SecuritySettings.ReadKeys(configuration, settings.KeyFile, out _);
            if (read is not null)
                keys.Replace(read);
            _seen = read is null ? null : text;
        }
    }

    private void Look(bool always)
    {
        lock (_looking)
        {
            var text = Text();
            if (!always && text == _seen)
                return;

            _seen = text;
            if (SecuritySettings.ReadKeys(configuration, settings.KeyFile, out var faults) is { } read)
            {
                keys.Replace(read);
                SecurityLog.Exchanged(log, read.Count);
                return;
            }

            foreach (var fault in faults)
                SecurityLog.NotExchanged(log, fault);
        }
    }

    /// <summary>The text of the file, to be compared with that of the look before.</summary>
    private string Text()
    {
        try
        {
            return settings.KeyFile is { } path && new FileInfo(path) is { Exists: true, Length: <= KeyFile.BytesMax }
                ? File.ReadAllText(path)
                : "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
