using System.Text.Json.Serialization;

namespace Larder.Server.Catalog;

/// <summary>How the answers of the catalogue are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProductReply))]
[JsonSerializable(typeof(ProductListReply))]
[JsonSerializable(typeof(ProductRemovedReply))]
[JsonSerializable(typeof(CacheStatsReply))]
[JsonSerializable(typeof(PerformanceReply))]
[JsonSerializable(typeof(MessageReply))]
internal sealed partial class CatalogJson : JsonSerializerContext;
