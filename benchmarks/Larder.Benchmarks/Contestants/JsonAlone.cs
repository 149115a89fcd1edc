using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Contestants;

/// <summary>No cache: each look-up writes an order as JSON and reads it again, by the generated serializer alone.</summary>
internal readonly struct JsonAlone : IContestant<JsonAlone, Text>
{
    private static readonly Payload Found = new();

    public static JsonAlone Create(Shape shape) => default;

    public void Fill(Text key, Payload value)
    {
        // There is nowhere to put it.
    }

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Order.Sample, OrderJson.Default.Order);
        var order = JsonSerializer.Deserialize(bytes, OrderJson.Default.Order);
        value = Found;
        return order!.Id == Order.Sample.Id;
    }

    public void Set(Text key, Payload value) => Fill(key, value);

    public Payload GetOrAdd(Text key, Maker maker) => maker.Make();

    public void Settle()
    {
        // Nothing is put off.
    }
}
