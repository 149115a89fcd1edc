using System.Net;
using System.Text.Json;
using Larder.Server.Catalog;

namespace Larder.Server.Tests.Documentation;

/// <summary>The document as a document: what it says of itself, and whether programs can use it.</summary>
public sealed class DocumentSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    [Fact]
    public async Task S0_06_the_document_has_the_title_the_version_and_the_words_of_the_source()
    {
        using var document = await ReadAsync(server);
        var root = document.RootElement;
        var paths = root.GetProperty("paths");
        var post = paths.GetProperty("/payload").GetProperty("post");
        var get = paths.GetProperty("/payload/{id}").GetProperty("get");

        Assert.StartsWith("3.1", root.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("Caching Service", root.GetProperty("info").GetProperty("title").GetString());
        Assert.Equal("0.1.0", root.GetProperty("info").GetProperty("version").GetString());
        Assert.True(paths.TryGetProperty("/health", out _));
        Assert.Equal("Create Cache Payload", post.GetProperty("summary").GetString());
        Assert.Equal("Cache Payload", get.GetProperty("summary").GetString());
        Assert.Equal(["Cache", "Cache"], new[] { post, get }.Select(each => each.GetProperty("tags")[0].GetString()));
    }

    [Fact]
    public async Task S0_52_the_title_is_the_name_of_the_project()
    {
        var named = new ServerUnderTest("--Larder:ProjectName=Pantry <1>");
        await named.InitializeAsync();

        using var document = await ReadAsync(named);
        var page = await named.Client.GetStringAsync("/docs");
        await named.DisposeAsync();

        Assert.Equal("Pantry <1>", document.RootElement.GetProperty("info").GetProperty("title").GetString());
        Assert.Contains("<title>Pantry &lt;1&gt; · API</title>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S3_12_the_price_is_told_with_the_bounds_that_hold()
    {
        using var document = await ReadAsync(server);

        var price = document.RootElement.GetProperty("components").GetProperty("schemas")
            .GetProperty("ProductInput").GetProperty("properties").GetProperty("price").GetProperty("description").GetString();

        Assert.Contains($"{ProductFields.PriceEnd:N0}", price, StringComparison.Ordinal);
        Assert.Contains("six digits", price, StringComparison.Ordinal);
        Assert.Equal(6, ProductFields.PriceDecimals);
    }

    [Fact]
    public async Task Every_operation_has_an_id_a_tag_a_summary_and_answers()
    {
        using var document = await ReadAsync(server);
        var tags = document.RootElement.GetProperty("tags").EnumerateArray()
            .Select(tag => tag.GetProperty("name").GetString()).ToList();
        var operations = DocumentedOperation.ReadAll(document.RootElement);

        Assert.Equal(tags.Distinct(), tags);
        Assert.Equal(operations.Select(each => each.Id).Distinct(), operations.Select(each => each.Id));
        Assert.All(operations, operation =>
        {
            Assert.Contains(Assert.Single(operation.Node.GetProperty("tags").EnumerateArray()).GetString(), tags);
            Assert.NotEmpty(operation.Node.GetProperty("summary").GetString()!);
            Assert.Contains(operation.Statuses, status => status is >= 200 and < 300);
            Assert.All(
                operation.Node.GetProperty("responses").EnumerateObject(),
                answer => Assert.NotEmpty(answer.Value.GetProperty("description").GetString()!));
        });
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_schema_is_used()
    {
        using var document = await ReadAsync(server);
        var root = document.RootElement;
        var references = References(root).ToHashSet(StringComparer.Ordinal);
        var components = root.GetProperty("components");
        var there = new[] { "schemas", "headers" }.SelectMany(kind => components.GetProperty(kind).EnumerateObject()
            .Select(each => $"#/components/{kind}/{each.Name}"));

        Assert.Equal(references.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Parameters_in_braces_and_parameters_in_the_path_are_the_same()
    {
        using var document = await ReadAsync(server);

        Assert.All(DocumentedOperation.ReadAll(document.RootElement), operation =>
        {
            var told = operation.Parameters.Where(each => each.GetProperty("in").ValueEquals("path")).ToList();
            var inBraces = operation.Path.Split('/').Where(word => word.StartsWith('{')).Select(word => word.Trim('{', '}'));

            Assert.Equal(inBraces, told.Select(each => each.GetProperty("name").GetString()));
            Assert.All(told, each => Assert.True(each.GetProperty("required").GetBoolean()));
        });
    }

    [Fact]
    public async Task A_module_that_is_not_served_is_not_in_the_document()
    {
        var narrow = new ServerUnderTest("--Larder:Modules=KeyValue,Documentation");
        await narrow.InitializeAsync();

        using var document = await ReadAsync(narrow);
        await narrow.DisposeAsync();

        var paths = document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/cache/{key}", paths);
        Assert.DoesNotContain(paths, path => path.StartsWith("/payload", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_has_the_document_is_told_so()
    {
        var first = await server.Client.GetAsync("/openapi.json");
        var request = new HttpRequestMessage(HttpMethod.Get, "/openapi.json");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var second = await server.Client.SendAsync(request);

        Assert.Equal("application/json", first.Content.Headers.ContentType?.ToString());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task The_document_is_compressed_for_clients_that_take_gzip()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/openapi.json");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");

        var compressed = await server.Client.SendAsync(request);
        var plain = await server.Client.GetAsync("/openapi.json");

        Assert.Equal("gzip", Assert.Single(compressed.Content.Headers.ContentEncoding));
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.True(compressed.Content.Headers.ContentLength * 4 < plain.Content.Headers.ContentLength);
        Assert.Contains("Accept-Encoding", compressed.Headers.Vary);
    }

    internal static async Task<JsonDocument> ReadAsync(ServerUnderTest server) =>
        JsonDocument.Parse(await server.Client.GetByteArrayAsync("/openapi.json"));

    private static IEnumerable<string> References(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(each =>
            each is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [each.Value.GetString()!] : References(each.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
