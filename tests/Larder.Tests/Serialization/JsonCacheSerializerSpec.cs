using System.Text;
using System.Text.Json;
using static Larder.Tests.Serialization.CodecUnderTest;

namespace Larder.Tests.Serialization;

public sealed class JsonCacheSerializerSpec
{
    [Fact]
    public void S4_41_It_knows_what_its_context_was_generated_for_and_reflects_on_nothing()
    {
        ICacheSerializer json = new JsonCacheSerializer(TestJson.Default);

        Assert.NotNull(json.For<Order>());
        Assert.NotNull(json.For<int[]>());
        Assert.Null(json.For<Uri>());
        Assert.Null(json.For<object>());
        Assert.Null(json.For<string>()); // the context knows it as the type of a member
    }

    [Fact]
    public void S4_41_Options_say_how_it_is_written()
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = TestJson.Default,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        };
        var codec = Codec(new CacheOptions { Serializers = [new JsonCacheSerializer(options)] });

        var payload = codec.Encode(Order.Sample, format: PayloadFormat.Raw);

        Assert.Contains("\"is_paid\":true", Encoding.UTF8.GetString(payload), StringComparison.Ordinal);
        Assert.Equal(Order.Sample, codec.Decode<Order>(payload, format: PayloadFormat.Raw).Value);
        Assert.True(options.IsReadOnly);
    }

    [Fact]
    public void Reflection_has_a_door_of_its_own()
    {
        var codec = Codec(new CacheOptions { Serializers = [JsonCacheSerializer.UsingReflection()] });

        Assert.Equal(Order.Sample, codec.Decode<Order>(codec.Encode(Order.Sample)).Value);
        Assert.Equal(("a", 1), codec.Decode<Pair>(codec.Encode(new Pair("a", 1))).Value is { } pair ? (pair.Name, pair.Number) : default);
    }

    [Fact]
    public void Options_without_a_resolver_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new JsonCacheSerializer(new JsonSerializerOptions()));

        Assert.Contains("JsonCacheSerializer.UsingReflection", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_that_is_no_value_of_the_type_is_damage()
    {
        var foreign = Encoding.UTF8.GetBytes("{\"Id\":\"a text\"}");

        Assert.Equal(
            Larder.Serialization.PayloadVerdict.Damaged, Codec().Decode<Order>(foreign, format: PayloadFormat.Raw).Verdict);
    }

    internal sealed record Pair(string Name, int Number);
}
