using Larder.Tiers;
using Xunit;

namespace Larder.Testing.Tiers;

/// <summary>What a tier owes that others share.</summary>
/// <typeparam name="TPlace">Makes the tiers.</typeparam>
public abstract class SharedContract<TPlace> : TierTests<TPlace>
    where TPlace : TierPlace, new()
{
    [Fact]
    public void The_capability_is_told() => Assert.True(Can(TierCapabilities.Shared));

    [Fact]
    public async Task S4_11_others_on_the_same_place_see_what_was_written()
    {
        var other = await OpenAsync("cache");
        await Tier.SetAsync("key", Bytes("value"), null);
        Assert.Equal("value", await ReadAsync(other, "key"));

        await other.RemoveAsync("key");

        Assert.Null(await ReadAsync("key"));
    }
}
