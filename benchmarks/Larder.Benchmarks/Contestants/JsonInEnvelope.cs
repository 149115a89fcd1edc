using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;
using Larder.Serialization;

namespace Larder.Benchmarks.Contestants;

/// <summary>No cache: each look-up puts an order into an envelope, as it would go to a tier, and takes it out again.</summary>
internal readonly struct JsonInEnvelope : IContestant<JsonInEnvelope, Text>
{
    private static readonly Payload Found = new();
    private static readonly PayloadFacts Facts = new() { CreatedMs = 1, DeadlineMs = 300_001, Version = 1 };

    private readonly PayloadCodec _codec;

    private JsonInEnvelope(PayloadCodec codec) => _codec = codec;

    public static JsonInEnvelope Create(Shape shape) => new(new PayloadCodec(PayloadSettings.Of(new CacheOptions
    {
        Serializers = [new JsonCacheSerializer(OrderJson.Default)],
    })));

    public void Fill(Text key, Payload value)
    {
        // There is nowhere to put it.
    }

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value)
    {
        _codec.Encode(key.Value, Order.Sample, Facts, PayloadFormat.Envelope, out var bytes);
        var decoded = _codec.Decode<Order>(key.Value, new ReadOnlySequence<byte>(bytes), PayloadFormat.Envelope);
        value = Found;
        return decoded.Value!.Id == Order.Sample.Id;
    }

    public void Set(Text key, Payload value) => Fill(key, value);

    public Payload GetOrAdd(Text key, Maker maker) => maker.Make();

    public void Settle()
    {
        // Nothing is put off.
    }
}
