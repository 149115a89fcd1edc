using System.Buffers;
using System.Text;
using Larder.Serialization;
using Larder.Testing;
using Larder.Testing.Tiers;
using static Larder.Tests.Serialization.CodecUnderTest;

namespace Larder.Tests.Serialization;

/// <summary>What goes into an envelope comes out of it; what is not of its kind is a miss.</summary>
public sealed class EnvelopeSpec
{
    public static TheoryData<string> ShapeNames() => new(Shapes.Names);

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void Value_and_facts_come_back(string shape)
    {
        var subject = Shapes.Of(shape);

        Assert.Equal(PayloadVerdict.Good, subject.Decode(new ReadOnlySequence<byte>(subject.Encode()), demandsTheFacts: true));
    }

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void They_come_back_from_any_pieces(string shape)
    {
        var subject = Shapes.Of(shape);
        var payload = subject.Encode();

        for (var size = 1; size < payload.Length; size++)
        {
            Assert.Equal(PayloadVerdict.Good, subject.Decode(Segments.Of(payload, size), demandsTheFacts: true));
        }
    }

    /// <summary>Around the lengths at which the length of the key takes two bytes instead of one.</summary>
    [Theory]
    [InlineData("k", 1)]
    [InlineData("ü", 2)]
    [InlineData("€", 3)]
    [InlineData("😀", 4)]
    public void The_key_is_repeated_in_UTF8_after_its_length(string character, int bytesOfCharacter)
    {
        var codec = Codec();
        foreach (var characters in (int[])[1, 20, 21, 22, 41, 42, 43, 44, 63, 64, 127, 128, 200])
        {
            var key = string.Concat(Enumerable.Repeat(character, characters));
            var length = characters * bytesOfCharacter;

            var payload = codec.Encode("value", key: key);

            byte[] number = length < 128 ? [(byte)length] : [(byte)(length | 0x80), (byte)(length >> 7)];
            byte[] echo = [.. number, .. Encoding.UTF8.GetBytes(key)];
            Assert.Equal(echo, payload[EnvelopeLayout.HeadLength..(EnvelopeLayout.HeadLength + echo.Length)]);
            Assert.Equal("value", codec.Decode<string>(payload, key).Value);
        }
    }

    [Fact]
    public void S4_10_A_text_that_looks_like_a_number_stays_a_text()
    {
        var codec = Codec();

        var payload = codec.Encode("123");

        Assert.Equal("123", codec.Decode<string>(payload).Value);
        Assert.Equal(PayloadVerdict.OtherType, codec.Decode<int>(payload).Verdict);
    }

    [Fact]
    public void S4_10_A_value_never_comes_back_as_another_type()
    {
        var codec = Codec();

        Assert.Equal(PayloadVerdict.OtherType, codec.Decode<long>(codec.Encode(1)).Verdict);
        Assert.Equal(PayloadVerdict.OtherType, codec.Decode<int?>(codec.Encode(1)).Verdict);
        Assert.Equal(PayloadVerdict.OtherType, codec.Decode<byte[]>(codec.Encode("text")).Verdict);
        Assert.Equal(PayloadVerdict.OtherType, codec.Decode<Dictionary<string, int>>(codec.Encode(Order.Sample)).Verdict);
    }

    [Theory]
    [InlineData("order:4712")]
    [InlineData("order:47110")]
    [InlineData("")]
    [InlineData("ördër:4711")]
    public void The_value_of_another_key_is_a_miss(string other)
    {
        var codec = Codec();

        Assert.Equal(PayloadVerdict.OtherKey, codec.Decode<string>(codec.Encode("value"), other).Verdict);
        Assert.Equal(PayloadVerdict.OtherKey, codec.Decode<string>(codec.Encode("value", key: other)).Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ä")]
    [InlineData("\0\t\u007f")]
    [InlineData("🔑")]
    public void Any_key_is_repeated(string key)
    {
        var codec = Codec();

        Assert.Equal("value", codec.Decode<string>(codec.Encode("value", key: key), key).Value);
    }

    [Fact]
    public void The_longest_keys_and_the_most_tags_fit()
    {
        var codec = Codec(JsonOptions with { MaxPayloadBytes = 8 });
        var longest = new string('漢', CacheText.Longest);
        var facts = Facts with
        {
            Tags = [.. Enumerable.Range(0, CacheEntryOptions.MostTags).Select(i => longest[3..] + $"{i:000}")],
            TagVersions = [.. Enumerable.Range(0, CacheEntryOptions.MostTags).Select(static i => (long)i)],
        };

        var decoded = codec.Decode<long>(codec.Encode(7L, facts, longest), longest);

        Assert.Equal((PayloadVerdict.Good, 7L), (decoded.Verdict, decoded.Value));
        Assert.Equal(facts.Tags, decoded.Facts.Tags);
    }

    [Fact]
    public void A_later_version_is_a_miss_that_stays_where_it_is()
    {
        var later = Codec().Encode("value");
        later[EnvelopeLayout.VersionAt] = EnvelopeLayout.Version + 1;

        Assert.Equal(PayloadVerdict.Newer, Codec().Decode<string>(later).Verdict);
        Assert.Equal(PayloadVerdict.Newer, Codec().Decode<string>([.. later.Take(EnvelopeLayout.VersionAt + 1)]).Verdict);
    }

    [Theory]
    [InlineData(EnvelopeLayout.FlagsAt, 0x80)]
    [InlineData(EnvelopeLayout.CompressionAt, 3)]
    public void What_a_later_version_added_is_a_miss_that_stays_where_it_is(int at, byte value)
    {
        var later = Codec().Encode("value");
        later[at] = value;
        Reseal(later);

        Assert.Equal(PayloadVerdict.Newer, Codec().Decode<string>(later).Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("{\"some\":\"json\"}")]
    [InlineData("a text that is longer than the head of an envelope is, and still none of it")]
    public void What_is_no_envelope_is_damage(string foreign) =>
        Assert.Equal(PayloadVerdict.Damaged, Codec().Decode<string>(System.Text.Encoding.UTF8.GetBytes(foreign)).Verdict);

    [Fact]
    public void What_is_sealed_and_makes_no_sense_is_damage_and_never_an_exception()
    {
        // Whoever can compute a sum can seal nonsense: lengths that lead nowhere, texts that are none.
        SeededRandom.Run(random =>
        {
            var shapes = Shapes.Names.Select(Shapes.Of).ToArray();
            for (var i = 0; i < TestScale.Current.Of("sealed nonsense", 20_000, 1_000_000); i++)
            {
                var shape = shapes[random.Next(shapes.Length)];
                var payload = shape.Encode();
                for (var changes = random.Next(1, 4); changes > 0; changes--)
                {
                    payload[random.Next(EnvelopeLayout.TypeAt, payload.Length)] = (byte)random.Next(256);
                }

                Reseal(payload);
                try
                {
                    shape.Decode(new ReadOnlySequence<byte>(payload));
                }
                catch (Xunit.Sdk.XunitException)
                {
                    // Sealed by somebody who wanted it so: another value is no damage that a sum could find.
                }
            }
        });
    }

    [Fact]
    public void Values_of_several_threads_do_not_mix()
    {
        var codec = Codec();

        ThreadTeam.Run(4, thread =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                var order = Order.Sample with { Id = (thread * 10_000) + i, Note = new string((char)('a' + thread), i % 300) };
                Assert.Equal(order, codec.Decode<Order>(codec.Encode(order)).Value);
            }
        });
    }

    [Fact]
    public void A_value_is_made_stale_without_being_read()
    {
        var payload = Codec().Encode(Order.Sample, TaggedFacts);

        Assert.True(PayloadCodec.TryExpire(Key, payload, TaggedFacts.DeadlineMs - 1_000, out var window));

        var decoded = Codec().Decode<Order>(payload);
        Assert.Equal((PayloadVerdict.Good, Order.Sample), (decoded.Verdict, decoded.Value));
        Assert.Equal((true, TaggedFacts.DeadlineMs - 1_000), (decoded.Facts.IsExpired, decoded.Facts.DeadlineMs));
        Assert.Equal(TimeSpan.FromMilliseconds(TaggedFacts.StaleWindowMs), window);
    }

    [Fact]
    public void What_cannot_help_out_is_not_made_stale()
    {
        Assert.False(PayloadCodec.TryExpire(Key, Codec().Encode("value", Facts with { StaleWindowMs = 0 }), 0, out _));
        Assert.False(PayloadCodec.TryExpire("other", Codec().Encode("value"), 0, out _));
        Assert.False(PayloadCodec.TryExpire(Key, "no envelope"u8.ToArray(), 0, out _));
        Assert.False(PayloadCodec.TryExpire(Key, [.. EnvelopeLayout.Promise], 0, out _));
    }

    [Fact]
    public void A_promise_is_a_miss() =>
        Assert.Equal(PayloadVerdict.Promise, Codec().Decode<string>([.. EnvelopeLayout.Promise]).Verdict);

    private static void Reseal(byte[] payload) => EnvelopeWriter.Reseal(payload);
}
