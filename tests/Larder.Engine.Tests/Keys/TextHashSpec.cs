using Larder.Engine.Keys;

namespace Larder.Engine.Tests.Keys;

public sealed class TextHashSpec
{
    private const int Seeds = 50;

    [Theory]
    [InlineData("{0}")]
    [InlineData("user:{0:D16}")]
    [InlineData("{0:D16}:user")]
    [InlineData("tenant-17/session/{0:x8}/profile/v2/and/some/more/to/fill/several/blocks")]
    [InlineData("{0:x4}-tenant-17/session/profile/v2/and/some/more/to/fill/several/blocks")]
    public void Numbered_texts_spread_like_chance_under_every_seed(string format)
    {
        var texts = Enumerable.Range(0, Spread.KeyCount).Select(i => string.Format(format, i)).ToArray();

        for (int seed = 0; seed < Seeds; seed++)
        {
            var hash = new KeyHash(HashSeed.Fixed(seed));

            double worst = Spread.Worst(Array.ConvertAll(texts, text => hash.Of(text)));

            Assert.True(worst < Spread.Limit, $"{worst:F1} deviations under seed {seed}.");
        }
    }

    [Fact]
    public void Every_length_and_every_position_counts()
    {
        var hash = new KeyHash(HashSeed.Fixed(11));
        var seen = new HashSet<uint>();
        int texts = 0;

        for (int length = 0; length <= 100; length++)
        {
            var plain = new string('a', length);
            texts++;
            seen.Add(hash.Of(plain));

            for (int at = 0; at < length; at++)
            {
                var changed = plain.ToCharArray();
                changed[at] = 'b';
                texts++;
                seen.Add(hash.Of(changed));
            }
        }

        // 5,151 texts: chance alone gives 0.003 collisions of 32 bits.
        Assert.Equal(texts, seen.Count);
    }

    [Fact]
    public void Order_of_blocks_counts()
    {
        var hash = new KeyHash(HashSeed.Fixed(12));
        var blocks = new[] { "aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd" };

        var hashes = (
            from w in blocks
            from x in blocks
            from y in blocks
            from z in blocks
            select hash.Of(w + x + y + z)).ToHashSet();

        Assert.Equal(256, hashes.Count);
    }

    [Fact]
    public void The_hash_depends_on_the_characters_and_not_on_where_they_lie()
    {
        var hash = new KeyHash(HashSeed.Fixed(13));
        var long_ = string.Concat(Enumerable.Range(0, 40).Select(i => (char)('a' + (i % 26))));

        for (int length = 0; length <= long_.Length; length++)
        {
            var text = long_[..length];
            var buffer = ('\uFFFF' + text + '\uFFFF').ToCharArray();

            Assert.Equal(hash.Of(text), hash.Of(buffer.AsSpan(1, length)));
        }
    }

    [Fact]
    public void Keys_that_collide_in_the_unseeded_hash_of_the_runtime_do_not_collide_here()
    {
        var keys = Enumerable.Range(0, Spread.KeyCount).Select(UnseededHash.Colliding).ToArray();
        Assert.Single(keys.Select(UnseededHash.Of).Distinct());

        for (int seed = 0; seed < Seeds; seed++)
        {
            var hash = new KeyHash(HashSeed.Fixed(seed));

            double worst = Spread.Worst(Array.ConvertAll(keys, key => hash.Of(key)));

            Assert.True(worst < Spread.Limit, $"{worst:F1} deviations under seed {seed}.");
        }
    }

    [Fact]
    public void Keys_that_collide_under_one_seed_do_not_collide_under_another()
    {
        var known = new KeyHash(HashSeed.Fixed(1));
        var groups = Enumerable.Range(0, 400_000)
            .Select(i => $"user:{i:D16}")
            .GroupBy(key => known.Of(key) >> 12)
            .OrderByDescending(group => group.Count())
            .Take(200)
            .Select(group => group.ToArray())
            .ToArray();
        Assert.All(groups, group => Assert.True(group.Length >= 4));

        var other = new KeyHash(HashSeed.Fixed(2));
        int pairs = groups.Sum(group => group.Length * (group.Length - 1) / 2);
        int still = groups.Sum(group => group.Length - group.Select(key => other.Of(key) >> 12).Distinct().Count());

        Assert.True(pairs > 1_000);
        Assert.Equal(0, still);
    }

    [Fact]
    public void Seeds_that_differ_in_one_bit_give_unrelated_hashes()
    {
        var hashes = new HashSet<uint>();

        for (int bit = 0; bit < 64; bit++)
        {
            hashes.Add(new KeyHash(new HashSeed(1UL << bit, 0)).Of("key"));
            hashes.Add(new KeyHash(new HashSeed(0, 1UL << bit)).Of("key"));
        }

        Assert.Equal(128, hashes.Count);
    }

    [Fact]
    public void The_seed_of_the_process_does_not_show_itself()
    {
        Assert.Equal("HashSeed", HashSeed.OfProcess.ToString());
    }
}
