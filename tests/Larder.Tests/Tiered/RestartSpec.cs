using Larder.Sqlite;
using Larder.Sqlite.Tier;

namespace Larder.Tests.Tiered;

/// <summary>A cache over a file goes on where it was when its process ended.</summary>
public sealed class RestartSpec : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("larder-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task S4_11_What_was_kept_is_found_after_a_restart_and_what_was_removed_is_not()
    {
        var loads = 0;
        await RunAsync(async cache =>
        {
            await cache.SetAsync("set", "value");
            await cache.SetAsync("removed", "value");
            await cache.SetAsync("tagged", "value", new CacheEntryOptions { Tags = ["red"] });
            await cache.RemoveAsync("removed");
            await cache.RemoveByTagAsync("red");
            await cache.GetOrCreateAsync("loaded", 7, (it, _, _) => new ValueTask<int>(it + loads++));
            await Eventually.IsTrue("no load writes any more", () => cache.RunningLoads == 0);
        });

        await RunAsync(async cache =>
        {
            Assert.Equal(("value", CacheTier.Shared), await cache.TryGetAsync<string>("set") is { Found: true } set ? (set.Value, set.Tier) : default);
            Assert.False((await cache.TryGetAsync<string>("removed")).Found);
            Assert.False((await cache.TryGetAsync<string>("tagged")).Found);
            Assert.Equal(7, await cache.GetOrCreateAsync("loaded", 0, (_, _, _) => new ValueTask<int>(++loads)));
        });

        Assert.Equal(1, loads);
    }

    private async Task RunAsync(Func<LarderCache, Task> use)
    {
        await using var factory = new SqliteTierFactory(new SqliteTierOptions { Path = Path.Combine(_folder, "cache.db") });
        await using var manager = new CacheManager(new CacheManagerOptions { Tiers = [factory], Bus = factory.Bus });
        await use(manager.Default);
    }
}
