using System.Text.Json.Serialization;

namespace Larder.Server.Configuration;

/// <summary>How settings that are lists are read.</summary>
[JsonSerializable(typeof(List<string>))]
internal sealed partial class SettingJson : JsonSerializerContext;
