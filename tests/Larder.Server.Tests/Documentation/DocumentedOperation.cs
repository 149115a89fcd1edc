using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Larder.Server.Tests.Documentation;

/// <summary>An operation as a reader of the document sees it, who knows nothing of the code behind it.</summary>
internal sealed record DocumentedOperation(string Method, string Path, JsonElement Node)
{
    public string Id => Node.GetProperty("operationId").GetString()!;

    /// <summary>Whether the document says that nothing is ever demanded for it.</summary>
    public bool IsOpen => Node.TryGetProperty("security", out var demands) && demands.GetArrayLength() == 0;

    /// <summary>Whether a key can be demanded for it.</summary>
    public bool IsGuarded => Node.GetProperty("responses").TryGetProperty("401", out _);

    public IEnumerable<JsonElement> Parameters =>
        Node.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    public IEnumerable<int> Statuses =>
        Node.GetProperty("responses").EnumerateObject().Select(each => int.Parse(each.Name, CultureInfo.InvariantCulture));

    public static IReadOnlyList<DocumentedOperation> ReadAll(JsonElement document) =>
    [
        .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(
            method => new DocumentedOperation(method.Name.ToUpperInvariant(), path.Name, method.Value))),
    ];

    /// <summary>The request that the examples of the document make.</summary>
    public HttpRequestMessage Example()
    {
        var path = Path;
        var query = new List<string>();
        foreach (var parameter in Parameters.Where(each => each.TryGetProperty("example", out _)))
        {
            var name = parameter.GetProperty("name").GetString()!;
            var example = parameter.GetProperty("example");
            var value = Uri.EscapeDataString(example.ValueKind == JsonValueKind.String ? example.GetString()! : example.GetRawText());
            if (parameter.GetProperty("in").ValueEquals("path"))
                path = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            else if (parameter.GetProperty("in").ValueEquals("query"))
                query.Add($"{name}={value}");
        }

        Assert.DoesNotContain('{', path);
        var target = query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
        var request = new HttpRequestMessage(new HttpMethod(Method), target);
        if (Node.TryGetProperty("requestBody", out var body))
            request.Content = ExampleBody(body.GetProperty("content"));
        return request;
    }

    /// <summary>What is wrong with an answer, going by the document alone.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(HttpResponseMessage answer, SchemaChecker schemas)
    {
        var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (!Node.GetProperty("responses").TryGetProperty(status, out var response))
            return [$"{Id}: {status} is not in the document. {await answer.Content.ReadAsStringAsync()}"];

        var faults = new List<string>();
        CheckHeaders(answer, response, faults);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (!response.TryGetProperty("content", out var contents))
        {
            if (bytes.Length > 0)
                faults.Add("there is a body, but none in the document");
        }
        else
        {
            CheckBody(answer.Content.Headers.ContentType?.MediaType ?? "", bytes, contents, schemas, faults);
        }

        return [.. faults.Select(fault => $"{Id}, {status}: {fault}")];
    }

    private static StringContent ExampleBody(JsonElement contents)
    {
        var (type, body) = contents.EnumerateObject()
            .Where(each => each.Value.TryGetProperty("example", out _))
            .Select(each => (each.Name, each.Value.GetProperty("example")))
            .First();
        var text = body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText();
        return new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(type));
    }

    // What a client may build on: a tag, a lifetime, a pause. Headers of the transport are not told.
    private static void CheckHeaders(HttpResponseMessage answer, JsonElement response, List<string> faults)
    {
        var told = response.TryGetProperty("headers", out var headers)
            ? headers.EnumerateObject().Select(each => each.Name).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : [];
        var sent = answer.Headers.Concat(answer.Content.Headers).Select(header => header.Key);
        faults.AddRange(sent
            .Where(name => name is "ETag" or "Cache-Control" or "Retry-After" or "Allow" or "Location"
                || (name.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && name != "X-Content-Type-Options"))
            .Where(name => !told.Contains(name))
            .Select(name => $"the header {name} is not in the document"));
    }

    private static void CheckBody(
        string type, byte[] bytes, JsonElement contents, SchemaChecker schemas, List<string> faults)
    {
        if (!contents.TryGetProperty(type, out var content) && !contents.TryGetProperty("*/*", out content))
        {
            faults.Add($"the type {type} is not in the document");
            return;
        }

        if (type != "application/json")
            return;

        using var body = JsonDocument.Parse(bytes);
        faults.AddRange(schemas.Check(content.GetProperty("schema"), body.RootElement));
    }
}
