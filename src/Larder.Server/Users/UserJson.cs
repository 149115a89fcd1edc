using System.Text.Json.Serialization;

namespace Larder.Server.Users;

/// <summary>How users are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(IReadOnlyList<User>))]
internal sealed partial class UserJson : JsonSerializerContext;
