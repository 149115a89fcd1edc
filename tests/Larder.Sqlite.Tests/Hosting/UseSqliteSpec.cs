using Microsoft.Extensions.DependencyInjection;

namespace Larder.Sqlite.Tests.Hosting;

/// <summary>A container whose caches are kept in a file.</summary>
public sealed class UseSqliteSpec : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_one_run_of_a_program_kept_the_next_one_finds()
    {
        await using (var first = Build())
        {
            await first.GetRequiredService<CacheManager>().SetAsync("price:tea", "3.20");
        }

        await using var second = Build();
        var found = await second.GetRequiredService<CacheManager>().GetOrCreateAsync<int, string>(
            "price:tea",
            0,
            static (_, _, _) => throw new InvalidOperationException("It should have been there."),
            new CacheEntryOptions { Expiration = TimeSpan.FromHours(1) });

        Assert.Equal("3.20", found);
    }

    [Fact]
    public async Task What_one_container_removes_is_not_found_by_the_next()
    {
        await using (var first = Build())
        {
            var cache = first.GetRequiredService<CacheManager>();
            await cache.SetAsync("price:tea", "3.20");
            await cache.DeleteAsync("price:tea");
        }

        await using var second = Build();

        Assert.False(await second.GetRequiredService<CacheManager>().ExistsAsync("price:tea"));
    }

    [Fact]
    public async Task Named_caches_of_one_file_do_not_meet()
    {
        await using (var first = Build("tea", "bread"))
        {
            await first.GetRequiredKeyedService<ICache>("tea").SetAsync("price", "3.20");
        }

        await using var second = Build("tea", "bread");

        Assert.False((await second.GetRequiredKeyedService<ICache>("bread").TryGetAsync<string>("price")).Found);
        Assert.Equal("3.20", (await second.GetRequiredKeyedService<ICache>("tea").TryGetAsync<string>("price")).Value);
    }

    [Fact]
    public void Every_fault_of_the_options_is_told_before_anything_is_built()
    {
        var services = new ServiceCollection();

        var fault = Assert.Throws<ArgumentException>(() => services.AddLarder(
            larder => larder.UseSqlite(new SqliteTierOptions { Path = " ", MaxBytes = 1 })));

        Assert.Contains("Path must name a file", fault.Message, StringComparison.Ordinal);
        Assert.Contains("MaxBytes must be at least 1048576, but was 1", fault.Message, StringComparison.Ordinal);
    }

    private ServiceProvider Build(params string[] names)
    {
        var services = new ServiceCollection();
        services.AddLarder(larder =>
        {
            larder.UseSqlite(_folder["cache.db"]);
            foreach (var name in names)
            {
                larder.AddCache(name);
            }
        });
        return services.BuildServiceProvider();
    }
}
