using System.Buffers;
using Larder.Serialization;

namespace Larder.Tests.Serialization;

internal sealed class Shape<T>(T value, PayloadFacts facts, CacheOptions? options = null) : IShape
{
    private readonly PayloadCodec _codec = CodecUnderTest.Codec(options);

    public byte[] Encode() => _codec.Encode(value, facts);

    public PayloadVerdict Decode(in ReadOnlySequence<byte> bytes, bool demandsTheFacts = false)
    {
        var decoded = _codec.Decode<T>(CodecUnderTest.Key, bytes, PayloadFormat.Envelope);
        if (decoded.Verdict != PayloadVerdict.Good)
        {
            Assert.Equal(default, decoded.Value);
            return decoded.Verdict;
        }

        Assert.Equal(value, decoded.Value);
        if (demandsTheFacts)
        {
            Assert.Equal(facts.Tags, decoded.Facts.Tags);
            Assert.Equal(facts.TagVersions, decoded.Facts.TagVersions);
            Assert.Equal(
                facts with { Tags = [], TagVersions = [] }, decoded.Facts with { Tags = [], TagVersions = [] });
        }

        return PayloadVerdict.Good;
    }
}
