using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Larder.Server.Description;
using Larder.Server.Replies;

namespace Larder.Server.Documentation;

/// <summary>Makes an OpenAPI document from the tables of the modules.</summary>
internal sealed class DocumentWriter
{
    private const string Version = "3.1.0";
    private const string TimeHeader = "ProcessTime";

    private readonly SchemaBook _schemas = new();

    /// <summary>Makes the whole document.</summary>
    /// <param name="title">The name of the service.</param>
    /// <param name="version">The version of the product.</param>
    /// <param name="groups">The operations, in the order in which they are shown.</param>
    public JsonObject Write(string title, string version, IReadOnlyList<OperationGroup> groups)
    {
        // The paths first: the schemas are known once everything that refers to them is written.
        var paths = Paths(groups);
        return new JsonObject
        {
            ["openapi"] = Version,
            ["info"] = new JsonObject
            {
                ["title"] = title,
                ["version"] = version,
                ["description"] = "A cache over HTTP. Every answer in JSON has the form its group has always had, errors included.",
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["security"] = AccessTerms.Any(),
            ["tags"] = new JsonArray([.. groups.DistinctBy(group => group.Name).Select(Tag)]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = _schemas.ToJson(),
                ["headers"] = new JsonObject { [TimeHeader] = ProcessTimeHeader() },
                ["securitySchemes"] = AccessTerms.Schemes(),
            },
        };
    }

    private static JsonNode Tag(OperationGroup group) =>
        new JsonObject { ["name"] = group.Name, ["description"] = group.Meaning };

    private JsonObject Paths(IReadOnlyList<OperationGroup> groups)
    {
        var paths = new JsonObject();
        foreach (var group in groups)
        {
            foreach (var operation in group.Operations)
            {
                var path = paths[operation.Path] as JsonObject ?? [];
                path.Add(operation.Method.ToLowerInvariant(), Of(operation, group));
                paths[operation.Path] = path;
            }
        }

        return paths;
    }

    private JsonObject Of(Operation operation, OperationGroup group)
    {
        var result = new JsonObject
        {
            ["tags"] = new JsonArray(group.Name),
            ["operationId"] = operation.Id,
            ["summary"] = operation.Summary,
        };
        if (operation.Meaning.Length > 0)
            result["description"] = operation.Meaning;
        if (operation.Parameters.Count > 0)
            result["parameters"] = new JsonArray([.. operation.Parameters.Select(Of)]);
        if (operation.Bodies.Count > 0)
        {
            result["requestBody"] = new JsonObject
            {
                ["required"] = operation.IsBodyRequired,
                ["content"] = Of(operation.Bodies),
            };
        }

        // The rule for the whole document is that a key may be needed; whoever is always let in says so.
        if (group.IsAlwaysOpen)
            result["security"] = new JsonArray();
        result["responses"] = new JsonObject(AccessTerms.Complete(operation, group).Select(answer => KeyValuePair.Create(
            answer.Status.ToString(CultureInfo.InvariantCulture), (JsonNode?)Of(answer))));
        return result;
    }

    private JsonObject Of(Parameter parameter)
    {
        var result = new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.Place.ToString().ToLowerInvariant(),
            ["description"] = parameter.Meaning,
            ["required"] = parameter.IsRequired,
            ["schema"] = _schemas.Of(parameter.Type),
        };
        if (parameter.Example is { } example)
            result["example"] = JsonSerializer.SerializeToNode(example, example.GetType());
        return result;
    }

    private JsonObject Of(Answer answer)
    {
        var headers = new JsonObject
        {
            [ProcessTime.HeaderName] = new JsonObject { ["$ref"] = $"#/components/headers/{TimeHeader}" },
        };
        foreach (var header in answer.Headers)
            headers[header.Name] = new JsonObject { ["description"] = header.Meaning, ["schema"] = _schemas.Of(header.Type) };

        var result = new JsonObject { ["description"] = answer.When, ["headers"] = headers };
        if (answer.Contents.Count > 0)
            result["content"] = Of(answer.Contents);
        return result;
    }

    private JsonObject Of(IReadOnlyList<Content> contents) =>
        new(contents.Select(content => KeyValuePair.Create(content.MediaType, (JsonNode?)Of(content))));

    private JsonObject Of(Content content)
    {
        var result = new JsonObject
        {
            ["schema"] = content.Models.Count switch
            {
                0 => new JsonObject { ["type"] = "string", ["format"] = "binary" },
                1 => _schemas.Of(content.Models[0]),
                _ => new JsonObject { ["oneOf"] = new JsonArray([.. content.Models.Select(_schemas.Of)]) },
            },
        };
        if (content.Example is { } example)
            result["example"] = content.IsJson ? JsonNode.Parse(example) : JsonValue.Create(example);
        return result;
    }

    private static JsonObject ProcessTimeHeader() => new()
    {
        ["description"] = "How long the answer took. Missing where a value was answered before everything else.",
        ["schema"] = new JsonObject { ["type"] = "string" },
        ["example"] = "Processed in 0.000120 seconds",
    };
}
