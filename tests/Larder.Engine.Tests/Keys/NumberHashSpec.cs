using Larder.Engine.Keys;

namespace Larder.Engine.Tests.Keys;

public sealed class NumberHashSpec
{
    private const int Seeds = 100;

    public static TheoryData<string, long, long> Progressions()
    {
        var rows = new TheoryData<string, long, long>
        {
            { "sequential", 0, 1 },
            { "negative", -1, -1 },
            { "around zero", -2048, 1 },
            { "from the end of the range", long.MaxValue - 4096, 1 },
            { "pointers", 0x7f3a_1000_0010, 48 },
            { "same digits in each quarter", 0, 0x0001_0001_0001_0001 },
            { "golden strides", 0, unchecked((long)0x9E37_79B9_7F4A_7C15) },
        };

        for (int power = 1; power <= 51; power += 2)
        {
            rows.Add($"two to the power of {power}", 0, 1L << power);
        }

        long ten = 1;
        for (int power = 1; power <= 15; power++)
        {
            rows.Add($"ten to the power of {power}", 0, ten *= 10);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Progressions))]
    public void Progressions_spread_like_chance_under_every_seed(string name, long first, long stride)
    {
        var hashes = new uint[Spread.KeyCount];

        for (int seed = 0; seed < Seeds; seed++)
        {
            var hash = new KeyHash(HashSeed.Fixed(seed));
            for (int i = 0; i < hashes.Length; i++)
            {
                hashes[i] = hash.Of((ulong)(first + (i * stride)));
            }

            double worst = Spread.Worst(hashes);

            Assert.True(worst < Spread.Limit, $"{name}: {worst:F1} deviations under seed {seed}.");
        }
    }

    [Fact]
    public void Pairs_of_small_numbers_in_one_word_spread_like_chance()
    {
        var hashes = new uint[Spread.KeyCount];

        for (int seed = 0; seed < Seeds; seed++)
        {
            var hash = new KeyHash(HashSeed.Fixed(seed));
            for (int i = 0; i < hashes.Length; i++)
            {
                hashes[i] = hash.Of(((ulong)(i >> 6) << 32) | (uint)(i & 63));
            }

            double worst = Spread.Worst(hashes);

            Assert.True(worst < Spread.Limit, $"{worst:F1} deviations under seed {seed}.");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sixteen_bytes_spread_like_chance_when_either_half_counts(bool countInLow)
    {
        var hashes = new uint[Spread.KeyCount];

        for (int seed = 0; seed < Seeds; seed++)
        {
            var hash = new KeyHash(HashSeed.Fixed(seed));
            for (uint i = 0; i < hashes.Length; i++)
            {
                hashes[i] = countInLow ? hash.Of(i, 7) : hash.Of(7, i);
            }

            double worst = Spread.Worst(hashes);

            Assert.True(worst < Spread.Limit, $"{worst:F1} deviations under seed {seed}.");
        }
    }

    [Fact]
    public void Each_bit_of_a_number_moves_about_half_of_the_hash()
    {
        const int samples = 2_000;
        var random = new Random(5);
        var hash = new KeyHash(HashSeed.Fixed(5));

        for (int bit = 0; bit < 64; bit++)
        {
            long moved = 0;
            for (int i = 0; i < samples; i++)
            {
                ulong number = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
                moved += uint.PopCount(hash.Of(number) ^ hash.Of(number ^ (1UL << bit)));
            }

            // 64,000 coins: one deviation of their mean is 0.063 of 16, and eight are 0.51.
            Assert.InRange(moved / (double)samples, 15.49, 16.51);
        }
    }
}
