using System.Buffers;
using Larder.Serialization;

namespace Larder.Tests.Serialization;

/// <summary>A codec as a cache has it, and the short way through it.</summary>
internal static class CodecUnderTest
{
    internal const string Key = "order:4711";

    internal static readonly CacheOptions JsonOptions = new() { Serializers = [new JsonCacheSerializer(TestJson.Default)] };

    internal static readonly PayloadFacts Facts = new()
    {
        CreatedMs = 1_796_000_000_000,
        DeadlineMs = 1_796_000_300_000,
        StaleWindowMs = 60_000,
        Version = 17,
    };

    internal static readonly PayloadFacts TaggedFacts = Facts with
    {
        Tags = ["orders", "customer:ä"],
        TagVersions = [8, long.MaxValue],
        ETag = "\"v1\"",
        LastModified = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.FromHours(-5)),
    };

    internal static PayloadCodec Codec(CacheOptions? options = null) => new(PayloadSettings.Of(options ?? JsonOptions));

    internal static byte[] Encode<T>(
        this PayloadCodec codec, T value, PayloadFacts? facts = null, string key = Key, PayloadFormat format = PayloadFormat.Envelope)
    {
        Assert.Equal(EncodeVerdict.Made, codec.Encode(key, value, facts ?? Facts, format, out var payload));
        return payload;
    }

    internal static Decoded<T> Decode<T>(
        this PayloadCodec codec, byte[] payload, string key = Key, PayloadFormat format = PayloadFormat.Envelope) =>
        codec.Decode<T>(key, new ReadOnlySequence<byte>(payload), format);
}
