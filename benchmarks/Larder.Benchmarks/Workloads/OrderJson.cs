using System.Text.Json.Serialization;

namespace Larder.Benchmarks.Workloads;

[JsonSerializable(typeof(Order))]
internal sealed partial class OrderJson : JsonSerializerContext;
