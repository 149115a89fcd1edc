using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Larder.Server.Tests.Catalog;

/// <summary>The rows of the contract as a client sees them, whichever engine keeps the rows.</summary>
public abstract class ProductApiSpec(ServerUnderTest server)
{
    private HttpClient Client => server.Client;

    [Fact]
    public async Task S3_05_a_product_has_these_members_with_these_types()
    {
        var id = await Client.AddProductAsync();

        var product = (await Client.GetJsonAsync($"/products/{id}")).GetProperty("product");

        Assert.Equal(
            ["id", "name", "description", "price", "category", "stock_quantity", "created_at", "updated_at"],
            product.EnumerateObject().Select(member => member.Name));
        Assert.Equal(id, product.GetProperty("id").GetInt64());
        Assert.Equal(29.99m, product.GetProperty("price").GetDecimal());
        Assert.Equal(5, product.GetProperty("stock_quantity").GetInt32());
        foreach (var member in new[] { "created_at", "updated_at" })
        {
            var time = DateTimeOffset.Parse(product.Text(member), CultureInfo.InvariantCulture);
            Assert.Equal(TimeSpan.Zero, time.Offset);
            Assert.EndsWith("Z", product.Text(member), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task S3_03_the_list_has_every_product_a_source_and_a_time()
    {
        var id = await Client.AddProductAsync();

        var reply = await Client.GetJsonAsync("/products");

        Assert.Equal(["products", "source", "response_time"], reply.EnumerateObject().Select(member => member.Name));
        Assert.Contains(id, Ids(reply));
        Assert.Equal(Ids(reply).Order(), Ids(reply));
        Assert.True(reply.GetProperty("response_time").GetDouble() >= 0);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("0", 0)]
    public async Task S3_03_a_limit_shortens_the_list_and_not_what_is_cached(string limit, int count)
    {
        await Client.GetJsonAsync("/products");

        var some = await Client.GetJsonAsync($"/products?limit={limit}");
        var all = await Client.GetJsonAsync("/products");

        Assert.Equal(count, Ids(some).Count);
        Assert.Equal("cache", some.Text("source"));
        Assert.True(Ids(all).Count > count);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task S3_03_a_limit_that_is_no_count_is_422(string limit)
    {
        var (status, body) = await Client.AskAsync(HttpMethod.Get, $"/products?limit={limit}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("""["query","limit"]""", body.GetProperty("detail")[0].GetProperty("loc").GetRawText());
    }

    [Fact]
    public async Task S3_04_an_unknown_product_is_404_and_what_is_no_number_is_422()
    {
        var unknown = await Client.AskAsync(HttpMethod.Get, "/products/999999");
        var word = await Client.AskAsync(HttpMethod.Get, "/products/teapot");

        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal("""{"detail":"Product not found"}""", unknown.Body.GetRawText());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, word.Status);
        Assert.Equal("""["path","product_id"]""", word.Body.GetProperty("detail")[0].GetProperty("loc").GetRawText());
    }

    [Fact]
    public async Task S3_04_a_product_that_was_unknown_is_found_once_it_is_there()
    {
        var next = await Client.AddProductAsync() + 1;
        var before = await Client.AskAsync(HttpMethod.Get, $"/products/{next}");

        Assert.Equal(next, await Client.AddProductAsync());
        var after = await Client.AskAsync(HttpMethod.Get, $"/products/{next}");

        Assert.Equal(HttpStatusCode.NotFound, before.Status);
        Assert.Equal(HttpStatusCode.OK, after.Status);
    }

    [Fact]
    public async Task S3_06_the_first_read_is_from_the_database_and_the_next_from_the_cache()
    {
        var id = await Client.AddProductAsync();

        foreach (var path in new[] { "/products", $"/products/{id}" })
        {
            Assert.Equal("database", await Client.SourceAsync(path));
            Assert.Equal("cache", await Client.SourceAsync(path));
        }
    }

    [Fact]
    public async Task S3_07_a_post_answers_200_with_the_product_from_the_database()
    {
        var (status, body) = await Client.AskAsync(
            HttpMethod.Post, "/products", """{"name":"Pan","price":5,"category":"Kitchen"}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("database", body.Text("source"));
        Assert.True(body.GetProperty("response_time").GetDouble() >= 0);
        var product = body.GetProperty("product");
        Assert.Equal(JsonValueKind.Null, product.GetProperty("description").ValueKind);
        Assert.Equal(0, product.GetProperty("stock_quantity").GetInt32());
        Assert.Equal(product.Text("created_at"), product.Text("updated_at"));
    }

    [Fact]
    public async Task S3_08_a_put_takes_the_full_product_and_keeps_its_number_and_birth()
    {
        var id = await Client.AddProductAsync();
        var before = (await Client.GetJsonAsync($"/products/{id}")).GetProperty("product");

        var changed = await Client.AskAsync(
            HttpMethod.Put, $"/products/{id}", """{"name":"Pot","price":7.5,"category":"Home"}""");
        var partial = await Client.AskAsync(HttpMethod.Put, $"/products/{id}", """{"name":"Pot"}""");
        var unknown = await Client.AskAsync(HttpMethod.Put, "/products/999999", CatalogClient.Draft());

        Assert.Equal(HttpStatusCode.OK, changed.Status);
        var product = changed.Body.GetProperty("product");
        Assert.Equal((id, "Pot", 0), (
            product.GetProperty("id").GetInt64(), product.Text("name"), product.GetProperty("stock_quantity").GetInt32()));
        Assert.Equal(before.Text("created_at"), product.Text("created_at"));
        Assert.True(string.CompareOrdinal(product.Text("updated_at"), before.Text("updated_at")) >= 0);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, partial.Status);
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal("""{"detail":"Product not found"}""", unknown.Body.GetRawText());
    }

    [Fact]
    public async Task S3_09_a_delete_says_so_and_the_second_is_404()
    {
        var id = await Client.AddProductAsync();

        var first = await Client.AskAsync(HttpMethod.Delete, $"/products/{id}");
        var second = await Client.AskAsync(HttpMethod.Delete, $"/products/{id}");
        var read = await Client.AskAsync(HttpMethod.Get, $"/products/{id}");

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal("Product deleted successfully", first.Body.Text("message"));
        Assert.Equal("database", first.Body.Text("source"));
        Assert.Equal(HttpStatusCode.NotFound, second.Status);
        Assert.Equal(HttpStatusCode.NotFound, read.Status);
    }

    [Fact]
    public async Task S3_10_the_keys_are_those_of_the_source_project()
    {
        await server.Cache("products").ClearAsync();
        var id = await Client.AddProductAsync();
        await Client.GetJsonAsync("/products");
        await Client.GetJsonAsync($"/products/{id}");

        var keys = server.Cache("products").List().Entries.Select(entry => entry.Key).Order(StringComparer.Ordinal);

        Assert.Equal(["all_products", $"product:{id}"], keys);
    }

    [Fact]
    public async Task S3_13_after_each_kind_of_write_the_next_read_shows_it()
    {
        var id = await Client.AddProductAsync();
        await Client.GetJsonAsync("/products");
        await Client.GetJsonAsync($"/products/{id}");

        await Client.ChangeProductAsync(id, CatalogClient.Draft(name: "Changed"));
        var one = (await Client.GetJsonAsync($"/products/{id}")).GetProperty("product").Text("name");
        var listed = await Client.GetJsonAsync("/products");
        await Client.AskAsync(HttpMethod.Delete, $"/products/{id}");
        var after = await Client.GetJsonAsync("/products");

        Assert.Equal("Changed", one);
        Assert.Contains("Changed", Names(listed));
        Assert.DoesNotContain(id, Ids(after));
    }

    [Fact]
    public async Task S3_14_X_12_a_new_product_invalidates_the_list_and_a_change_the_list_and_the_product()
    {
        var id = await Client.AddProductAsync();
        await Client.GetJsonAsync("/products");
        await Client.GetJsonAsync($"/products/{id}");

        await Client.AddProductAsync();
        var afterAdding = (await Client.SourceAsync("/products"), await Client.SourceAsync($"/products/{id}"));
        await Client.ChangeProductAsync(id, CatalogClient.Draft());
        var afterChanging = (await Client.SourceAsync("/products"), await Client.SourceAsync($"/products/{id}"));

        Assert.Equal(("database", "cache"), afterAdding);
        Assert.Equal(("database", "database"), afterChanging);
    }

    [Fact]
    public async Task S3_24_a_change_leaves_the_other_products_cached()
    {
        var one = await Client.AddProductAsync();
        var other = await Client.AddProductAsync();
        await Client.GetJsonAsync($"/products/{other}");

        await Client.ChangeProductAsync(one, CatalogClient.Draft());
        var afterChange = await Client.SourceAsync($"/products/{other}");
        await Client.AskAsync(HttpMethod.Delete, $"/products/{one}");

        Assert.Equal("cache", afterChange);
        Assert.Equal("cache", await Client.SourceAsync($"/products/{other}"));
    }

    [Fact]
    public async Task A_refused_write_changes_nothing_and_invalidates_nothing()
    {
        var id = await Client.AddProductAsync();
        await Client.GetJsonAsync("/products");
        await Client.GetJsonAsync($"/products/{id}");

        await Client.AskAsync(HttpMethod.Post, "/products", "{}");
        await Client.AskAsync(HttpMethod.Put, $"/products/{id}", CatalogClient.Draft(price: "0"));

        Assert.Equal("cache", await Client.SourceAsync("/products"));
        Assert.Equal("cache", await Client.SourceAsync($"/products/{id}"));
    }

    [Fact]
    public async Task X_11_numbers_of_removed_products_are_not_used_again()
    {
        var removed = await Client.AddProductAsync();
        await Client.AskAsync(HttpMethod.Delete, $"/products/{removed}");

        Assert.True(await Client.AddProductAsync() > removed);
    }

    [Fact]
    public async Task Simultaneous_misses_read_the_database_once()
    {
        var cache = server.Cache("products");
        for (var round = 0; round < 10; round++)
        {
            var id = await Client.AddProductAsync();
            var before = cache.GetStats().Loads;

            await Task.WhenAll(Enumerable.Range(0, 24)
                .Select(_ => Task.Run(() => Client.GetJsonAsync($"/products/{id}"))));

            Assert.Equal(1, cache.GetStats().Loads - before);
        }
    }

    [Theory]
    [InlineData("/products", "DELETE", "GET, HEAD, POST")]
    [InlineData("/products/1", "POST", "DELETE, GET, HEAD, PUT")]
    public async Task X_9_another_method_is_405_in_the_form_of_the_group(string path, string method, string allowed)
    {
        var response = await server.SendAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
        Assert.Equal("""{"detail":"Method Not Allowed"}""", await response.Content.ReadAsStringAsync());
    }

    private static List<long> Ids(JsonElement reply) =>
        [.. reply.GetProperty("products").EnumerateArray().Select(product => product.GetProperty("id").GetInt64())];

    private static IEnumerable<string> Names(JsonElement reply) =>
        reply.GetProperty("products").EnumerateArray().Select(product => product.Text("name"));
}
