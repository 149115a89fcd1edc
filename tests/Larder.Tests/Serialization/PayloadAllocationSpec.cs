using System.Buffers;
using System.Text.Json;
using Larder.Testing;
using static Larder.Tests.Serialization.CodecUnderTest;

namespace Larder.Tests.Serialization;

/// <summary>An envelope costs no more memory than its own bytes: no object beside what the serializer alone makes.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class PayloadAllocationSpec
{
    private const int Iterations = 1_000;

    /// <summary>One object of the runtime, the smallest there is.</summary>
    private const int SmallestObject = 24;

    [Fact]
    public void Writing_makes_one_array()
    {
        var codec = Codec();
        var payload = codec.Encode(Order.Sample);

        var bytes = AllocationMeter.BytesOf(
            () => codec.Encode(Key, Order.Sample, Facts, PayloadFormat.Envelope, out _), Iterations) / Iterations;

        Assert.InRange(bytes, payload.Length, BytesOfArray(payload.Length) + SmallestObject - 1);
    }

    [Fact]
    public void Reading_makes_what_the_serializer_makes()
    {
        var codec = Codec();
        var bytesOfPayload = new ReadOnlySequence<byte>(codec.Encode(Order.Sample));
        var json = JsonSerializer.SerializeToUtf8Bytes(Order.Sample, TestJson.Default.Order);

        var alone = AllocationMeter.BytesOf(() => JsonSerializer.Deserialize(json, TestJson.Default.Order), Iterations) / Iterations;
        var bytes = AllocationMeter.BytesOf(
            () => codec.Decode<Order>(Key, bytesOfPayload, PayloadFormat.Envelope), Iterations) / Iterations;

        Assert.InRange(bytes, 1, alone + SmallestObject - 1);
    }

    private static int BytesOfArray(int length) => 24 + ((length + 7) & ~7);
}
