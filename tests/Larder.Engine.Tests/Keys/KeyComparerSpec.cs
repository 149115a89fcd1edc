using Larder.Engine.Keys;
using Larder.Testing;

namespace Larder.Engine.Tests.Keys;

public sealed class KeyComparerSpec
{
    private static readonly HashSeed Seed = HashSeed.Fixed(21);

    private enum Colour : short
    {
        Red = 1,
        Green = 2,
    }

    [Fact]
    public void Equal_strings_in_different_instances_are_one_key()
    {
        var comparer = new KeyComparer<string>(Seed);
        var random = new Random(21);

        for (int length = 0; length < 80; length++)
        {
            var text = new string(Enumerable.Range(0, length).Select(_ => (char)random.Next(1, 0xFFFF)).ToArray());
            var twin = new string(text.AsSpan());

            Assert.True(comparer.Equals(text, twin));
            Assert.True(comparer.Equals(text.AsSpan(), twin));
            Assert.Equal(comparer.Hash(text), comparer.Hash(twin));
            Assert.Equal(comparer.Hash(text), comparer.Hash(text.AsSpan()));
        }
    }

    [Fact]
    public void Strings_that_differ_in_one_character_or_in_length_are_two_keys()
    {
        var comparer = new KeyComparer<string>(Seed);

        for (int length = 1; length < 80; length++)
        {
            var text = new string('x', length);
            Assert.False(comparer.Equals(text, text[1..]));
            Assert.False(comparer.Equals(text.AsSpan(1), text));

            for (int at = 0; at < length; at++)
            {
                var changed = text[..at] + 'y' + text[(at + 1)..];

                Assert.False(comparer.Equals(text, changed));
                Assert.False(comparer.Equals(changed.AsSpan(), text));
            }
        }
    }

    [Fact]
    public void The_ordinal_comparers_of_the_user_are_the_fast_path()
    {
        Assert.True(new KeyComparer<string>(Seed).IsString);
        Assert.True(new KeyComparer<string>(Seed, StringComparer.Ordinal).IsString);
        Assert.True(new KeyComparer<string>(Seed, DefaultOf<string>()).IsString);
        Assert.False(new KeyComparer<string>(Seed, StringComparer.OrdinalIgnoreCase).IsString);
        Assert.False(new KeyComparer<object>(Seed).IsString);
        Assert.False(new KeyComparer<long>(Seed).IsString);
    }

    [Fact]
    public void A_comparer_of_the_user_decides_what_is_equal()
    {
        var texts = new KeyComparer<string>(Seed, StringComparer.OrdinalIgnoreCase);
        var numbers = new KeyComparer<int>(Seed, new LastDigit());

        Assert.True(texts.Equals("Key", "kEY"));
        Assert.Equal(texts.Hash("Key"), texts.Hash("kEY"));
        Assert.True(numbers.Equals(13, 23));
        Assert.Equal(numbers.Hash(13), numbers.Hash(23));
        Assert.NotEqual(numbers.Hash(13), numbers.Hash(14));
    }

    [Fact]
    public void Moments_that_differ_in_kind_only_are_one_key()
    {
        var comparer = new KeyComparer<DateTime>(Seed);
        var utc = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var local = DateTime.SpecifyKind(utc, DateTimeKind.Local);

        Assert.True(comparer.Equals(utc, local));
        Assert.Equal(comparer.Hash(utc), comparer.Hash(local));
    }

    [Fact]
    public void Zeros_of_both_signs_and_decimals_of_any_scale_are_one_key()
    {
        var doubles = new KeyComparer<double>(Seed);
        var decimals = new KeyComparer<decimal>(Seed);

        Assert.True(doubles.Equals(0.0, -0.0));
        Assert.Equal(doubles.Hash(0.0), doubles.Hash(-0.0));
        Assert.True(decimals.Equals(1.0m, 1.00m));
        Assert.Equal(decimals.Hash(1.0m), decimals.Hash(1.00m));
    }

    [Fact]
    public void Keys_of_every_kind_differ_when_they_should_and_follow_the_seed()
    {
        AssertDistinct<long>(1, -1, long.MinValue, 1L << 32);
        AssertDistinct<ulong>(1, 2, ulong.MaxValue);
        AssertDistinct(1, -1, int.MinValue);
        AssertDistinct<uint>(1, 2, uint.MaxValue);
        AssertDistinct<short>(1, -1, short.MinValue);
        AssertDistinct<ushort>(1, 2, ushort.MaxValue);
        AssertDistinct<byte>(1, 2, 255);
        AssertDistinct<sbyte>(1, -1, -128);
        AssertDistinct('a', 'b', '\uFFFF');
        AssertDistinct(true, false);
        AssertDistinct<nint>(1, -1, nint.MaxValue);
        AssertDistinct<nuint>(1, 2, nuint.MaxValue);
        AssertDistinct(Colour.Red, Colour.Green);
        AssertDistinct(DayOfWeek.Monday, DayOfWeek.Friday);
        AssertDistinct(TimeSpan.FromTicks(1), TimeSpan.FromDays(1));
        AssertDistinct(new TimeOnly(1, 2), new TimeOnly(2, 1));
        AssertDistinct(new DateOnly(2026, 1, 2), new DateOnly(2026, 2, 1));
        AssertDistinct(new DateTime(2026, 1, 2), new DateTime(2026, 2, 1));
        AssertDistinct(new Guid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), new Guid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
        AssertDistinct<Int128>(1, -1, (Int128)1 << 64);
        AssertDistinct<UInt128>(1, 2, (UInt128)1 << 64);
        AssertDistinct(1.0, -1.0, double.NaN);
        AssertDistinct((1, "a"), (2, "a"), (1, "b"));
        AssertDistinct("a", "b", "");
        AssertDistinct<object>("a", 1, 2L);
        AssertDistinct(new Uri("http://a/"), new Uri("http://b/"));
    }

    [Fact]
    public void Hashing_and_comparing_allocate_nothing()
    {
        var texts = new KeyComparer<string>(Seed);
        var numbers = new KeyComparer<Colour>(Seed);
        var twin = new string("user:0000000000000017".AsSpan());
        uint sum = 0;

        long bytes = AllocationMeter.BytesOf(() =>
        {
            sum += texts.Hash(twin) + numbers.Hash(Colour.Green);
            sum += texts.Equals("user:0000000000000017", twin) ? 1u : 0;
            sum += numbers.Equals(Colour.Green, Colour.Red) ? 1u : 0;
        });

        Assert.Equal(0, bytes);
        Assert.NotEqual(0u, sum);
    }

    private static void AssertDistinct<TKey>(params TKey[] keys)
        where TKey : notnull
    {
        var comparer = new KeyComparer<TKey>(Seed);
        var reseeded = new KeyComparer<TKey>(HashSeed.Fixed(22));

        Assert.Equal(keys.Length, keys.Select(key => comparer.Hash(key)).Distinct().Count());

        for (int i = 0; i < keys.Length; i++)
        {
            Assert.NotEqual(comparer.Hash(keys[i]), reseeded.Hash(keys[i]));
            Assert.True(comparer.Equals(keys[i], keys[i]));
            Assert.False(comparer.Equals(keys[i], keys[(i + 1) % keys.Length]));
        }
    }

    private static EqualityComparer<TKey> DefaultOf<TKey>() => EqualityComparer<TKey>.Default;

    private sealed class LastDigit : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x % 10 == y % 10;

        public int GetHashCode(int obj) => obj % 10;
    }
}
