using System.Text;
using Larder.Testing.Tiers;
using Larder.Tiers;

namespace Larder.Tests.Tiers;

/// <summary>Somebody's distributed cache as a tier.</summary>
public static class DistributedCacheTierSpec
{
    public sealed class WithBuffers : TierContract<DistributedPlace>;

    public sealed class WithArrays : TierContract<ArrayPlace>;

    public sealed class SharedWithBuffers : SharedContract<DistributedPlace>;

    public sealed class SharedWithArrays : SharedContract<ArrayPlace>;

    public sealed class ByItself : TierTests<ArrayPlace>
    {
        [Theory]
        [InlineData(new byte[0])]
        [InlineData(new byte[] { 1 })]
        [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0 })]
        [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, 0, 65 })]
        [InlineData(new byte[] { 1, 255, 255, 255, 255, 255, 255, 255, 255, 65 })]
        public async Task What_others_put_under_a_key_is_not_there(byte[] foreign)
        {
            await Tier.SetAsync("key", Bytes("value"), null);
            foreach (var (address, bytes) in Place.Cache.Entries.Where(pair => bytesOfEntry(pair.Value)))
            {
                Place.Cache.Entries[address] = foreign;
            }

            Assert.Null(await ReadAsync("key"));
            Assert.False(await Tier.RemoveAsync("key"));

            static bool bytesOfEntry(byte[] bytes) => Encoding.UTF8.GetString(bytes).EndsWith("value", StringComparison.Ordinal);
        }

        [Fact]
        public async Task No_key_reaches_what_the_tier_keeps_for_itself()
        {
            await Tier.SetAsync("key", Bytes("value"), null);
            string[] own = [.. Place.Cache.Entries.Keys.Where(address => address.Contains('!', StringComparison.Ordinal))];
            var edition = Place.Cache.Entries[Assert.Single(own)];

            foreach (var key in (string[])["!edition", "edition", own[0], $":{own[0]}", ""])
            {
                await Tier.SetAsync(key, Bytes("not an edition"), null);
                await Tier.RemoveAsync(key);
            }

            Assert.Equal(edition, Place.Cache.Entries[own[0]]);
            Assert.Equal("value", await ReadAsync("key"));
        }

        [Fact]
        public async Task A_lost_edition_brings_nothing_back()
        {
            await Tier.SetAsync("key", Bytes("before"), null);
            await Tier.ClearAsync();
            var own = Place.Cache.Entries.Keys.Single(address => address.Contains('!', StringComparison.Ordinal));

            Place.Cache.Remove(own);

            Assert.Null(await ReadAsync("key"));
        }

        [Fact]
        public async Task Others_notice_a_clearing_after_the_delay()
        {
            var options = new DistributedCacheTierOptions { Time = Place.Clock, ClearDelay = TimeSpan.FromSeconds(5) };
            var one = new DistributedCacheTierFactory(Place.Cache, options).Create("delayed");
            var other = new DistributedCacheTierFactory(Place.Cache, options).Create("delayed");
            await one.SetAsync("key", Bytes("value"), null);
            Assert.Equal("value", await ReadAsync(other, "key"));

            await one.ClearAsync();

            Assert.Null(await ReadAsync(one, "key"));
            Place.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Null(await ReadAsync(other, "key"));
        }

        [Fact]
        public void All_faults_of_options_are_told_at_once()
        {
            var faulty = new DistributedCacheTierOptions
            {
                Name = " ",
                Nature = TierCapabilities.Shared | TierCapabilities.Scan,
                ClearDelay = TimeSpan.FromSeconds(-1),
                Parallelism = 0,
                Time = null!,
            };

            var error = Assert.Throws<ArgumentException>(() => new DistributedCacheTierFactory(Place.Cache, faulty));

            foreach (var name in (string[])["Name", "Nature", "ClearDelay", "Parallelism", "Time"])
            {
                Assert.Contains($"{name} m", error.Message, StringComparison.Ordinal);
            }
        }
    }
}
