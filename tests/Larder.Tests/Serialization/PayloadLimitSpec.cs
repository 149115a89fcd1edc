using Larder.Serialization;
using static Larder.Tests.Serialization.CodecUnderTest;

namespace Larder.Tests.Serialization;

public sealed class PayloadLimitSpec
{
    [Theory]
    [InlineData(PayloadFormat.Envelope)]
    [InlineData(PayloadFormat.Raw)]
    public void A_value_that_is_too_large_becomes_no_payload(PayloadFormat format)
    {
        var codec = Codec(JsonOptions with { MaxPayloadBytes = 1_000 });

        Assert.Equal(EncodeVerdict.Made, codec.Encode(Key, new byte[1_000], Facts, format, out _));
        Assert.Equal(EncodeVerdict.TooLarge, codec.Encode(Key, new byte[1_001], Facts, format, out var none));
        Assert.Empty(none);
    }

    [Fact]
    public void The_limit_is_a_mebibyte_where_nobody_says_otherwise()
    {
        Assert.Equal(EncodeVerdict.Made, Codec().Encode(Key, new byte[1_048_576], Facts, PayloadFormat.Envelope, out _));
        Assert.Equal(EncodeVerdict.TooLarge, Codec().Encode(Key, new byte[1_048_577], Facts, PayloadFormat.Envelope, out _));
    }

    [Fact]
    public void A_serializer_that_goes_on_for_ever_is_stopped()
    {
        var endless = Codec(JsonOptions with { Serializers = [new EndlessSerializer()], MaxPayloadBytes = 10_000 });

        Assert.Equal(EncodeVerdict.TooLarge, endless.Encode(Key, new Uri("urn:b"), Facts, PayloadFormat.Envelope, out _));
    }

    [Theory]
    [InlineData(PayloadFormat.Envelope)]
    [InlineData(PayloadFormat.Raw)]
    public void What_a_cache_with_a_higher_limit_wrote_is_a_miss_that_stays_where_it_is(PayloadFormat format)
    {
        var payload = Codec().Encode(new byte[1_001], format: format);

        Assert.Equal(
            PayloadVerdict.TooLarge, Codec(JsonOptions with { MaxPayloadBytes = 1_000 }).Decode<byte[]>(payload, format: format).Verdict);
    }

    [Fact]
    public void The_codec_goes_on_after_a_value_that_was_too_large()
    {
        var codec = Codec(JsonOptions with { MaxPayloadBytes = 1_000 });
        codec.Encode(Key, Order.Sample with { Note = new string('x', 100_000) }, Facts, PayloadFormat.Envelope, out _);

        Assert.Equal(Order.Sample, codec.Decode<Order>(codec.Encode(Order.Sample)).Value);
    }
}
