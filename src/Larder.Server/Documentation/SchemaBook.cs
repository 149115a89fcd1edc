using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Larder.Server.Description;

namespace Larder.Server.Documentation;

/// <summary>
/// The schemas of the document, made from the types of the models. A record is written once, under its name, and
/// referred to; everything else stands where it is used.
/// </summary>
internal sealed class SchemaBook
{
    private const string Place = "#/components/schemas/";
    private const string DescriptionKey = "description";

    private static readonly JsonSerializerOptions Names = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private readonly SortedDictionary<string, JsonNode?> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);

    /// <summary>The named schemas, in the order of their names.</summary>
    public JsonObject ToJson() => new(_schemas.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

    /// <summary>The schema of a type, or the way to it.</summary>
    public JsonObject Of(Type type) => IsNamed(type) ? Refer(type) : Export(type);

    private JsonObject Refer(Type type)
    {
        var name = type.Name;
        if (_types.TryAdd(name, type))
            _schemas[name] = Export(type);
        else if (_types[name] != type)
            throw new InvalidOperationException($"{type} and {_types[name]} would both be the schema {name}. Rename one.");
        return new JsonObject { ["$ref"] = Place + name };
    }

    private JsonObject Export(Type type)
    {
        var exporter = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Transform,
        };
        return AsObject(Names.GetJsonSchemaAsNode(type, exporter));
    }

    private JsonObject Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var isInside = !context.Path.IsEmpty;
        var result = type == typeof(NameOrPosition) ? NameOrPositionSchema()
            : isInside && IsNamed(type) ? Within(schema, Refer(type))
            : AsObject(schema);

        var place = isInside ? context.PropertyInfo?.AttributeProvider : type;
        if (Find<DescriptionAttribute>(place) is { } meaning)
            result[DescriptionKey] = meaning.Description;
        if (context.PropertyInfo?.AttributeProvider is { } member && IsProperty(context))
            Constrain(result, member);
        return result;
    }

    // The exporter also calls for the elements of a list that a property is, and names the property there as well.
    private static bool IsProperty(JsonSchemaExporterContext context) =>
        context.Path.Length >= 2 && context.Path[^2] == "properties";

    // What may be null is one of two: the model, or nothing.
    private static JsonObject Within(JsonNode schema, JsonObject reference) =>
        schema is JsonObject node && node["type"] is JsonArray types && types.Any(each => each?.GetValue<string>() == "null")
            ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) }
            : reference;

    private static void Constrain(JsonObject schema, ICustomAttributeProvider member)
    {
        if (Find<StringLengthAttribute>(member) is { } length)
        {
            schema["minLength"] = length.MinimumLength;
            schema["maxLength"] = length.MaximumLength;
        }

        if (Find<RangeAttribute>(member) is { } range)
        {
            schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = JsonSerializer.SerializeToNode(range.Minimum);
            if (range.Maximum is not (int.MaxValue or double.MaxValue))
                schema["maximum"] = JsonSerializer.SerializeToNode(range.Maximum);
        }

        if (Find<RegularExpressionAttribute>(member) is { } pattern)
            schema["pattern"] = pattern.Pattern;
        if (Find<AllowedValuesAttribute>(member) is { } allowed)
            schema["enum"] = new JsonArray([.. allowed.Values.Select(value => JsonSerializer.SerializeToNode(value))]);
    }

    private static JsonObject NameOrPositionSchema() => new() { ["type"] = new JsonArray("string", "integer") };

    // A schema without a rule may be written as the word true, which not every reader of such documents knows.
    private static JsonObject AsObject(JsonNode schema) => schema as JsonObject ?? [];

    private static bool IsNamed(Type type) =>
        type != typeof(NameOrPosition) && !type.IsEnum
        && type.Assembly.GetName().Name!.StartsWith("Larder", StringComparison.Ordinal);

    private static T? Find<T>(ICustomAttributeProvider? place)
        where T : Attribute =>
        place?.GetCustomAttributes(typeof(T), inherit: false).OfType<T>().FirstOrDefault();
}
