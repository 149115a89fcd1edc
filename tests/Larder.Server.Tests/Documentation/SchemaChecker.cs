using System.Text.Json;
using System.Text.RegularExpressions;

namespace Larder.Server.Tests.Documentation;

/// <summary>Holds JSON against the schemas of a document. A word of a schema that it does not know is a fault as well.</summary>
/// <remarks>
/// Stricter than JSON Schema in one point: a member that the schema does not name is a fault, because the document is
/// to tell everything that is sent.
/// </remarks>
internal sealed class SchemaChecker(JsonElement document)
{
    private const string ReferenceStart = "#/";

    /// <summary>Every fault of a value, each with the way to it; empty when it fits.</summary>
    public IReadOnlyList<string> Check(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(schema, value, "$", faults);
        return faults;
    }

    /// <summary>What a reference leads to.</summary>
    public JsonElement Resolve(JsonElement node)
    {
        while (node.TryGetProperty("$ref", out var reference))
        {
            var path = reference.GetString()!;
            Assert.StartsWith(ReferenceStart, path, StringComparison.Ordinal);
            node = path[ReferenceStart.Length..].Split('/').Aggregate(document, (place, name) => place.GetProperty(name));
        }

        return node;
    }

    private void Check(JsonElement schema, JsonElement value, string way, List<string> faults)
    {
        schema = Resolve(schema);
        foreach (var rule in schema.EnumerateObject())
        {
            var holds = rule.Name switch
            {
                "type" => IsOneOf(rule.Value, value),
                "properties" => CheckMembers(rule.Value, value, way, faults),
                "required" => value.ValueKind != JsonValueKind.Object
                    || rule.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
                "items" => CheckElements(rule.Value, value, way, faults),
                "enum" => rule.Value.EnumerateArray().Any(each => JsonElement.DeepEquals(each, value)),
                "anyOf" => Fitting(rule.Value, value) >= 1,
                "oneOf" => Fitting(rule.Value, value) == 1,
                "pattern" => Regex.IsMatch(value.GetString()!, rule.Value.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)),
                "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.Value.GetInt32(),
                "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= rule.Value.GetInt32(),
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.Value.GetDouble(),
                "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.Value.GetDouble(),
                "exclusiveMinimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() > rule.Value.GetDouble(),
                "additionalProperties" => value.ValueKind != JsonValueKind.Object || CheckRest(rule.Value, value, way, faults),
                "description" or "format" => true,
                _ => false,
            };
            if (!holds)
                faults.Add($"{way}: {value.GetRawText()} breaks {rule.Name} {rule.Value.GetRawText()}");
        }
    }

    private int Fitting(JsonElement schemas, JsonElement value) =>
        schemas.EnumerateArray().Count(schema => Check(schema, value).Count == 0);

    private bool CheckMembers(JsonElement properties, JsonElement value, string way, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;

        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetProperty(member.Name, out var schema))
                Check(schema, member.Value, $"{way}.{member.Name}", faults);
            else
                faults.Add($"{way}.{member.Name} is sent, but no schema names it");
        }

        return true;
    }

    private bool CheckRest(JsonElement schema, JsonElement value, string way, List<string> faults)
    {
        foreach (var member in value.EnumerateObject())
            Check(schema, member.Value, $"{way}.{member.Name}", faults);
        return true;
    }

    private bool CheckElements(JsonElement schema, JsonElement value, string way, List<string> faults)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, element) in value.EnumerateArray().Index())
                Check(schema, element, $"{way}[{index}]", faults);
        }

        return true;
    }

    private static bool IsOneOf(JsonElement type, JsonElement value) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(each => Is(each.GetString()!, value))
        : Is(type.GetString()!, value);

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };
}
