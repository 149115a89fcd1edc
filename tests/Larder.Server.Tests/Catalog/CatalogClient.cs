using System.Net;
using System.Text.Json;

namespace Larder.Server.Tests.Catalog;

/// <summary>Talks to the product side as a client of the source project does.</summary>
internal static class CatalogClient
{
    public static string Draft(
        string name = "Teapot", string price = "29.99", string category = "Kitchen", string stock = "5") =>
        $$"""{"name":{{JsonSerializer.Serialize(name)}},"description":"One litre","price":{{price}},"category":"{{category}}","stock_quantity":{{stock}}}""";

    /// <summary>Adds a product that has to be accepted, and returns its number.</summary>
    public static async Task<long> AddProductAsync(this HttpClient client, string? json = null)
    {
        var (status, body) = await client.AskAsync(HttpMethod.Post, "/products", json ?? Draft());
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body.GetProperty("product").GetProperty("id").GetInt64();
    }

    public static async Task ChangeProductAsync(this HttpClient client, long id, string json)
    {
        var (status, body) = await client.AskAsync(HttpMethod.Put, $"/products/{id}", json);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
    }

    public static async Task<string> SourceAsync(this HttpClient client, string path) =>
        (await client.GetJsonAsync(path)).Text("source");
}
