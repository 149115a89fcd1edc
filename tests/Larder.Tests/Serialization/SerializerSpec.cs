using System.Buffers;
using System.Text.Json;
using Larder.Serialization;
using static Larder.Tests.Serialization.CodecUnderTest;

namespace Larder.Tests.Serialization;

/// <summary>Which serializer a type gets, and what comes of one that fails.</summary>
public sealed class SerializerSpec
{
    [Fact]
    public void S2_11_The_first_that_knows_a_type_serialises_it()
    {
        var codec = Codec(new CacheOptions { Serializers = [new UriSerializer(), new JsonCacheSerializer(TestJson.Default)] });

        Assert.Equal(new Uri("https://larder.example/"), codec.Decode<Uri>(codec.Encode(new Uri("https://larder.example/"))).Value);
        Assert.Equal(Order.Sample, codec.Decode<Order>(codec.Encode(Order.Sample)).Value);
        Assert.Equal(7, codec.Decode<int>(codec.Encode(7)).Value);
    }

    [Fact]
    public void S2_11_One_of_the_user_goes_before_our_own()
    {
        var codec = Codec(new CacheOptions { Serializers = [new ShoutingSerializer()] });

        Assert.Equal("HUSH", codec.Decode<string>(codec.Encode("hush")).Value);
    }

    [Fact]
    public void What_another_serializer_wrote_is_a_miss()
    {
        var ours = Codec().Encode("text");

        Assert.Equal(
            PayloadVerdict.OtherType, Codec(new CacheOptions { Serializers = [new ShoutingSerializer()] }).Decode<string>(ours).Verdict);
    }

    [Fact]
    public void S2_13_A_type_that_nobody_knows_is_an_exception_that_says_what_to_do()
    {
        var error = Assert.Throws<CacheSerializationException>(() => Codec(new CacheOptions()).Encode(Order.Sample));

        Assert.Contains("no serializer knows Larder.Tests.Serialization.Order", error.Message, StringComparison.Ordinal);
        Assert.Contains("CacheOptions.Serializers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void S2_13_A_value_that_cannot_be_written_is_an_exception_with_its_cause()
    {
        var error = Assert.Throws<CacheSerializationException>(() => Codec().Encode("half a pair: \ud800"));

        Assert.Contains(Key, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public void S2_13_The_codec_goes_on_after_a_value_that_cannot_be_written()
    {
        var codec = Codec(JsonOptions with { Serializers = [new UriSerializer(), new JsonCacheSerializer(TestJson.Default)] });
        Assert.Throws<CacheSerializationException>(() => codec.Encode(new Uri("/relative", UriKind.Relative)));

        Assert.Equal(Order.Sample, codec.Decode<Order>(codec.Encode(Order.Sample)).Value);
    }

    [Fact]
    public void S2_12_A_value_that_cannot_be_read_is_damage_with_its_cause()
    {
        var codec = Codec(new CacheOptions { Serializers = [new UriSerializer { Fails = true }] });

        var decoded = codec.Decode<Uri>(codec.Encode(new Uri("urn:b")));

        Assert.Equal(PayloadVerdict.Damaged, decoded.Verdict);
        Assert.IsType<JsonException>(decoded.Error);
    }

    [Fact]
    public void Without_serialization_only_bytes_and_texts_become_payloads()
    {
        var codec = Codec(JsonOptions with { EnableSerialization = false });

        Assert.Equal("text", codec.Decode<string>(codec.Encode("text")).Value);
        Assert.Equal([1, 2], codec.Decode<byte[]>(codec.Encode<byte[]>([1, 2])).Value);
        Assert.Equal(EncodeVerdict.NotForTiers, codec.Encode(Key, 7, Facts, PayloadFormat.Envelope, out _));
        Assert.Equal(EncodeVerdict.NotForTiers, codec.Encode(Key, Order.Sample, Facts, PayloadFormat.Envelope, out _));
        Assert.Equal(PayloadVerdict.OtherType, codec.Decode<int>(Codec().Encode(7)).Verdict);
    }

    private sealed class UriSerializer : ICacheSerializer<Uri>
    {
        internal bool Fails { get; init; }

        public byte Format => 128;

        public void Write(Uri value, IBufferWriter<byte> destination) =>
            destination.Write(System.Text.Encoding.UTF8.GetBytes(value.AbsoluteUri));

        public Uri Read(in ReadOnlySequence<byte> source) =>
            Fails ? throw new JsonException("no") : new Uri(System.Text.Encoding.UTF8.GetString(source.ToArray()));
    }

    private sealed class ShoutingSerializer : ICacheSerializer<string>
    {
        public byte Format => 129;

        public void Write(string value, IBufferWriter<byte> destination) =>
            destination.Write(System.Text.Encoding.UTF8.GetBytes(value.ToUpperInvariant()));

        public string Read(in ReadOnlySequence<byte> source) => System.Text.Encoding.UTF8.GetString(source.ToArray());
    }
}
