using Larder.Sqlite.Tier;
using Larder.Testing.Tiers;
using Larder.Tiers;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>A file in a folder of its own; every tier has connections of its own, as in a process of its own.</summary>
public sealed class SqlitePlace : TierPlace
{
    private readonly ScratchFolder _folder = new();
    private readonly List<SqliteTierFactory> _factories = [];

    internal SqliteTierOptions Options => new() { Path = _folder["cache.db"], Time = Clock, SweepEvery = TimeSpan.FromDays(1) };

    public override ValueTask<ICacheTier> MakeAsync(string cacheName) => new(Connect(Options).Create(cacheName));

    public override async ValueTask DisposeAsync()
    {
        foreach (var factory in _factories)
        {
            await factory.DisposeAsync();
        }

        _folder.Dispose();
    }

    internal SqliteTierFactory Connect(SqliteTierOptions options)
    {
        var factory = new SqliteTierFactory(options);
        _factories.Add(factory);
        return factory;
    }
}
