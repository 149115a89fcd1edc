using Larder.Sqlite.Tier;
using Larder.Testing.Tiers;
using Larder.Tiers;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>A file that belongs to one process.</summary>
public sealed class ExclusivePlace : TierPlace
{
    private readonly ScratchFolder _folder = new();
    private SqliteTierFactory? _factory;

    public override ValueTask<ICacheTier> MakeAsync(string cacheName)
    {
        _factory ??= new SqliteTierFactory(new SqliteTierOptions
        {
            Path = _folder["cache.db"],
            Sharing = SqliteSharing.Exclusive,
            Time = Clock,
            SweepEvery = TimeSpan.FromDays(1),
        });
        return new ValueTask<ICacheTier>(_factory.Create(cacheName));
    }

    public override async ValueTask DisposeAsync()
    {
        if (_factory is not null)
        {
            await _factory.DisposeAsync();
        }

        _folder.Dispose();
    }
}
