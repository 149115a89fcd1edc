using System.Buffers;
using System.Globalization;
using System.Text;
using Larder.Tiers;
using Xunit;

namespace Larder.Testing.Tiers;

/// <summary>What a tier owes that can compare and set.</summary>
/// <typeparam name="TPlace">Makes the tiers.</typeparam>
public abstract class VersionContract<TPlace> : TierTests<TPlace>
    where TPlace : TierPlace, new()
{
    [Fact]
    public void The_capability_is_told() => Assert.True(Can(TierCapabilities.CompareAndSet));

    [Fact]
    public async Task Every_write_gives_a_key_a_version_it_never_had()
    {
        var versions = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            versions.Add(await Tier.SetAsync("key", Bytes("value"), null));
            Assert.Equal(versions[^1], await VersionAsync("key"));
            await Tier.RemoveAsync("key");
        }

        await Tier.SetManyAsync([new TierWrite("key", Bytes("value"), null)]);
        versions.Add(await VersionAsync("key"));
        await Tier.ClearAsync();
        versions.Add(await Tier.SetAsync("key", Bytes("value"), null));

        Assert.All(versions, version => Assert.True(version > 0));
        Assert.Equal(versions.Count, versions.Distinct().Count());
    }

    [Fact]
    public async Task Only_the_expected_version_is_replaced()
    {
        var first = await Tier.TrySetAsync("key", 0, Bytes("first"), null);
        Assert.True(first > 0);
        Assert.Equal(0, await Tier.TrySetAsync("key", 0, Bytes("wrong"), null));
        Assert.Equal(0, await Tier.TrySetAsync("key", first + 1, Bytes("wrong"), null));
        Assert.Equal("first", await ReadAsync("key"));

        var second = await Tier.TrySetAsync("key", first, Bytes("second"), null);

        Assert.True(second > 0 && second != first);
        Assert.Equal("second", await ReadAsync("key"));
        Assert.Equal(0, await Tier.TrySetAsync("key", first, Bytes("wrong"), null));
        Assert.Equal(second, await VersionAsync("key"));
    }

    [Fact]
    public async Task What_is_over_is_no_longer_the_expected_version()
    {
        var version = await Tier.SetAsync("key", Bytes("old"), TimeSpan.FromSeconds(10));
        await Place.PassAsync(TimeSpan.FromSeconds(11));

        Assert.Equal(0, await Tier.TrySetAsync("key", version, Bytes("wrong"), null));
        Assert.True(await Tier.TrySetAsync("key", 0, Bytes("new"), TimeSpan.FromSeconds(10)) > 0);
        Assert.Equal("new", await ReadAsync("key"));
    }

    [Fact]
    public async Task Nothing_is_lost_between_writers_who_compare()
    {
        var each = TestScale.Current.Of("increments for each writer of the tier contract", 25, 250);
        await Tier.SetAsync("sum", Bytes("0"), null);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < each;)
            {
                var writer = new ArrayBufferWriter<byte>();
                var entry = await Tier.GetAsync("sum", writer);
                var sum = int.Parse(Encoding.UTF8.GetString(writer.WrittenSpan), CultureInfo.InvariantCulture);
                done += await Tier.TrySetAsync("sum", entry.Version, Bytes($"{sum + 1}"), null) > 0 ? 1 : 0;
            }
        })));

        Assert.Equal($"{4 * each}", await ReadAsync("sum"));
    }
}
