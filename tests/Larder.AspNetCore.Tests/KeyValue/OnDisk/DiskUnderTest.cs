using Larder.AspNetCore.KeyValue;
using Larder.Sqlite;
using Larder.Sqlite.Tier;
using Larder.Testing;
using Larder.Tiers;

namespace Larder.AspNetCore.Tests.KeyValue.OnDisk;

/// <summary>A file, and servers that use it one after the other, as the restarts of a process do.</summary>
internal sealed class DiskUnderTest : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new();
    private Run? _run;

    internal ManualClock Clock { get; } = new();

    internal KeyValueServer Server => _run!.Server;

    internal HookedTier Tier => _run!.Tier;

    /// <summary>What another host of the same process may be given.</summary>
    internal ICacheTierFactory Tiers => _run!.File;

    internal HttpClient Client => Server.Client;

    internal static async Task<DiskUnderTest> StartAsync(KeyValueOptions? options = null)
    {
        var disk = new DiskUnderTest();
        await disk.RestartAsync(options);
        return disk;
    }

    /// <summary>Ends the server, if there is one, and starts another with nothing in memory.</summary>
    internal async Task RestartAsync(KeyValueOptions? options = null)
    {
        await StopAsync();
        _run = new Run(new SqliteTierFactory(new SqliteTierOptions
        {
            Path = _folder["cache.db"],
            Sharing = SqliteSharing.Exclusive,
            Time = Clock,
        }));
        _run.Server = await KeyValueServer.StartAsync(
            (options ?? new KeyValueOptions()) with { Tier = KeyValueTier.Disk }, Clock, _run);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task StopAsync()
    {
        if (_run is not { } run)
            return;

        _run = null;
        await run.Server.DisposeAsync();
        await run.File.DisposeAsync();
    }

    /// <summary>What belongs to one server.</summary>
    private sealed class Run(SqliteTierFactory file) : ICacheTierFactory
    {
        public IReadOnlyList<CacheStrategy> Strategies => file.Strategies;

        internal SqliteTierFactory File => file;

        internal KeyValueServer Server { get; set; } = null!;

        internal HookedTier Tier { get; private set; } = null!;

        public ICacheTier Create(string cacheName) => Tier = new HookedTier(file.Create(cacheName));
    }
}
