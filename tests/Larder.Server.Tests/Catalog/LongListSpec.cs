using System.Text.Json;
using Larder.Server.Catalog;

namespace Larder.Server.Tests.Catalog;

/// <summary>Lists of products that are too long to be held as text, so that they are written while they are sent.</summary>
public sealed class LongListSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    private const int Held = LongProductList.HeldMax;
    private const string Strange = "<b>'é' & \"😀\"</b>\u2028";

    [Fact]
    public async Task S3_03_a_list_of_any_length_is_whole_and_written_as_short_ones_are()
    {
        var draft = JsonSerializer.Serialize(new { name = Strange, description = new string('d', 10_000), price = 1, category = "c" });
        var ids = new List<long>();
        for (var i = 0; i <= Held; i++)
            ids.Add(await server.Client.AddProductAsync(draft));

        using var all = await server.Client.GetAsync("/products", HttpCompletionOption.ResponseHeadersRead);
        using var some = await server.Client.GetAsync($"/products?limit={Held}", HttpCompletionOption.ResponseHeadersRead);
        var (whole, part) = (await all.Content.ReadAsStringAsync(), await some.Content.ReadAsStringAsync());

        Assert.Equal((true, null), (all.Headers.TransferEncodingChunked, some.Headers.TransferEncodingChunked));
        Assert.Equal(all.Content.Headers.ContentType, some.Content.Headers.ContentType);
        Assert.StartsWith(part[..part.IndexOf("],\"source\"", StringComparison.Ordinal)], whole, StringComparison.Ordinal);
        using var body = JsonDocument.Parse(whole);
        var products = body.RootElement.GetProperty("products").EnumerateArray().ToList();
        Assert.Equal(ids, products.Select(product => product.GetProperty("id").GetInt64()).Where(ids.Contains));
        Assert.Equal(Strange, products[^1].Text("name"));
        Assert.Equal("database", body.RootElement.Text("source"));
    }
}
