using System.Text.Json.Serialization;

namespace Larder.Tests.Serialization;

[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Dictionary<string, int>))]
[JsonSerializable(typeof(int[]))]
internal sealed partial class TestJson : JsonSerializerContext;
