using Larder.Tiers;
using Xunit;

namespace Larder.Testing.Tiers;

/// <summary>What a tier owes that can list its keys.</summary>
/// <typeparam name="TPlace">Makes the tiers.</typeparam>
public abstract class ScanContract<TPlace> : TierTests<TPlace>
    where TPlace : TierPlace, new()
{
    [Fact]
    public void The_capability_is_told() => Assert.True(Can(TierCapabilities.Scan));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public async Task Pages_bring_every_key_with_the_prefix_and_no_other(int limit)
    {
        string[] with = ["user:", "user:1", "user:2", "user:\0", "user:\uFFFD", "user:😀", "user:日", "user:*", "user:_%"];
        string[] without = ["", "use", "User:1", "user;", "usez", "😀user:"];
        foreach (var key in with.Concat(without))
        {
            await Tier.SetAsync(key, Bytes("value"), null);
        }

        var found = await ListAsync("user:", limit);
        var all = await ListAsync("", limit);

        Assert.Equal(with.Order(StringComparer.Ordinal), found.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(with.Concat(without).Order(StringComparer.Ordinal), all.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_listing_leaves_out_what_is_over_removed_or_of_another_cache()
    {
        var other = await OpenAsync("another cache");
        await other.SetAsync("foreign", Bytes("value"), null);
        await Tier.SetAsync("stays", Bytes("value"), TimeSpan.FromMinutes(10));
        await Tier.SetAsync("over", Bytes("value"), TimeSpan.FromSeconds(10));
        await Tier.SetAsync("removed", Bytes("value"), null);
        await Tier.RemoveAsync("removed");
        await Place.PassAsync(TimeSpan.FromSeconds(11));

        Assert.Equal(["stays"], await ListAsync("", 10));
    }

    [Fact]
    public async Task What_is_there_throughout_a_listing_is_on_a_page_though_others_come_and_go()
    {
        var stays = Enumerable.Range(0, 40).Select(i => $"stays {i:00}").ToArray();
        await Tier.SetManyAsync([.. stays.Select(key => new TierWrite(key, Bytes("value"), null))]);
        var found = new List<string>();
        string? cursor = null;
        var turn = 0;

        do
        {
            await Tier.SetAsync($"a comes {turn}", Bytes("value"), null);
            await Tier.SetAsync($"z comes {turn}", Bytes("value"), null);
            await Tier.RemoveAsync($"a comes {turn - 1}");
            var page = await Tier.ScanAsync("", cursor, 3);
            found.AddRange(page.Keys);
            cursor = page.Next;
            Assert.True(++turn < 1_000, "The listing does not end.");
        }
        while (cursor is not null);

        Assert.Empty(stays.Except(found));
    }

    private async Task<List<string>> ListAsync(string prefix, int limit)
    {
        var keys = new List<string>();
        var page = new TierPage([], null);
        do
        {
            page = await Tier.ScanAsync(prefix, page.Next, limit);
            keys.AddRange(page.Keys);
        }
        while (page.Next is not null);

        return keys;
    }
}
