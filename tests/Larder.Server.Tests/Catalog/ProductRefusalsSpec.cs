using System.Net;
using System.Text;
using System.Text.Json;

namespace Larder.Server.Tests.Catalog;

/// <summary>Bodies that are wrong, hostile or large, and what is kept of those that are only strange.</summary>
public abstract class ProductRefusalsSpec(ServerUnderTest server)
{
    private HttpClient Client => server.Client;

    [Theory]
    [InlineData("name", "", "string_too_short")]
    [InlineData("name", 256, "string_too_long")]
    [InlineData("category", "", "string_too_short")]
    [InlineData("category", 101, "string_too_long")]
    [InlineData("description", 10_001, "string_too_long")]
    public async Task S3_12_texts_have_a_least_and_a_greatest_length(string field, object size, string type)
    {
        var text = size is int length ? new string('x', length) : (string)size;

        var fault = await RefusedAsync($$"""{"name":"n","price":1,"category":"c","{{field}}":"{{text}}"}""");

        Assert.Equal((type, field), (fault.Text("type"), fault.GetProperty("loc")[1].GetString()));
    }

    [Theory]
    [InlineData("price", "0", "greater_than")]
    [InlineData("price", "-0.01", "greater_than")]
    [InlineData("price", "-1e300", "greater_than")]
    [InlineData("price", "1e12", "less_than")]
    [InlineData("price", "1e300", "less_than")]
    [InlineData("price", "0.0000001", "decimal_max_places")]
    [InlineData("price", "\"29.99\"", "decimal_type")]
    [InlineData("price", "null", "decimal_type")]
    [InlineData("price", "true", "decimal_type")]
    [InlineData("stock_quantity", "-1", "greater_than_equal")]
    [InlineData("stock_quantity", "1.5", "int_from_float")]
    [InlineData("stock_quantity", "2147483648", "less_than_equal")]
    [InlineData("stock_quantity", "1e99", "less_than_equal")]
    [InlineData("stock_quantity", "-1e99", "greater_than_equal")]
    [InlineData("stock_quantity", "\"5\"", "int_type")]
    [InlineData("stock_quantity", "null", "int_type")]
    [InlineData("name", "7", "string_type")]
    [InlineData("name", "null", "string_type")]
    [InlineData("name", "[\"n\"]", "string_type")]
    [InlineData("description", "7", "string_type")]
    [InlineData("category", "{}", "string_type")]
    [InlineData("name", "\"\\ud800\"", "string_unicode")]
    [InlineData("name", "\"a\\u0000b\"", "value_error")]
    public async Task S3_12_each_field_has_its_rule_and_its_fault_repeats_the_input(string field, string value, string type)
    {
        var fault = await RefusedAsync($$"""{"name":"n","price":1,"category":"c","{{field}}":{{value}}}""");

        Assert.Equal((type, field), (fault.Text("type"), fault.GetProperty("loc")[1].GetString()));
        Assert.Equal("body", fault.GetProperty("loc")[0].GetString());
        Assert.Equal(value, fault.GetProperty("input").GetRawText());
        Assert.NotEmpty(fault.Text("msg"));
    }

    [Fact]
    public async Task S3_12_everything_that_is_wrong_is_named_at_once()
    {
        var (status, body) = await Client.AskAsync(HttpMethod.Post, "/products", """{"stock_quantity":-1}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(
            ["missing name", "missing price", "missing category", "greater_than_equal stock_quantity"],
            body.GetProperty("detail").EnumerateArray()
                .Select(fault => $"{fault.Text("type")} {fault.GetProperty("loc")[1].GetString()}"));
    }

    [Theory]
    [InlineData("{", "json_invalid")]
    [InlineData("""{"name":"n","price":NaN,"category":"c"}""", "json_invalid")]
    [InlineData("""{"\ud800":1}""", "json_invalid")]
    [InlineData("[]", "model_attributes_type")]
    [InlineData("null", "model_attributes_type")]
    [InlineData("\"x\"", "model_attributes_type")]
    [InlineData("", "missing")]
    public async Task S3_12_what_is_no_product_at_all_is_422(string sent, string type)
    {
        Assert.Equal(type, (await RefusedAsync(sent)).Text("type"));
    }

    [Fact]
    public async Task S3_12_json_that_is_nested_without_end_is_422()
    {
        var deep = new string('[', 100_000);

        Assert.Equal("json_invalid", (await RefusedAsync($$"""{"name":{{deep}}""")).Text("type"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task X_8_another_content_type_is_422_so_that_no_form_of_another_site_can_write(string type)
    {
        using var content = new StringContent(CatalogClient.Draft(), Encoding.UTF8, type);

        var response = await Client.PostAsync("/products", content);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_not_utf8_is_400()
    {
        using var content = new ByteArrayContent([(byte)'"', 0xFF, (byte)'"']);
        content.Headers.ContentType = new("application/json");

        var response = await Client.PostAsync("/products", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("""{"detail":"There was an error parsing the body"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_name_of_a_megabyte_is_422_and_is_not_sent_back()
    {
        var fault = await RefusedAsync(CatalogClient.Draft(name: new string('x', 1_000_000)));

        Assert.Equal("string_too_long", fault.Text("type"));
        Assert.True(fault.GetProperty("input").GetRawText().Length < 2_000);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_413()
    {
        var (status, body) = await Client.AskAsync(
            HttpMethod.Post, "/products", CatalogClient.Draft(name: new string('x', 3_000_000)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.NotEmpty(body.Text("detail"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("'; DROP TABLE products; --")]
    [InlineData("@id %s {0} \\ \b\t\n\u007f\u2028")]
    [InlineData("👩‍👩‍👧‍👦 é\u0301 \u202Egnp.exe")]
    [InlineData(" ")]
    public async Task A_strange_name_comes_back_as_it_was_sent(string name)
    {
        var id = await Client.AddProductAsync(CatalogClient.Draft(name: name));

        var response = await Client.GetAsync($"/products/{id}");
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(name, body.RootElement.GetProperty("product").Text("name"));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task S3_12_lengths_count_characters_and_not_their_encoding()
    {
        var emoji = string.Concat(Enumerable.Repeat("😀", 255));

        var id = await Client.AddProductAsync(CatalogClient.Draft(name: emoji));
        var fault = await RefusedAsync(CatalogClient.Draft(name: $"{emoji}😀"));

        Assert.Equal(emoji, (await Client.GetJsonAsync($"/products/{id}")).GetProperty("product").Text("name"));
        Assert.Equal("string_too_long", fault.Text("type"));
    }

    [Theory]
    [InlineData("29.99", "29.99")]
    [InlineData("0.1", "0.1")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("30", "30")]
    [InlineData("30.00", "30")]
    [InlineData("1.5e1", "15")]
    [InlineData("999999999999.999999", "999999999999.999999")]
    public async Task A_price_is_exact(string sent, string expected)
    {
        var id = await Client.AddProductAsync(CatalogClient.Draft(price: sent));

        var price = (await Client.GetJsonAsync($"/products/{id}")).GetProperty("product").GetProperty("price");

        Assert.Equal(expected, price.GetRawText());
    }

    [Fact]
    public async Task S3_12_a_whole_number_may_be_written_with_a_point_and_members_that_nobody_knows_are_ignored()
    {
        var id = await Client.AddProductAsync(
            """{"name":"n","price":1,"category":"c","stock_quantity":5.0,"id":4711,"created_at":"x","name":"last"}""");

        var product = (await Client.GetJsonAsync($"/products/{id}")).GetProperty("product");

        Assert.Equal((5, "last"), (product.GetProperty("stock_quantity").GetInt32(), product.Text("name")));
        Assert.NotEqual(4711, id);
    }

    private async Task<JsonElement> RefusedAsync(string json)
    {
        var (status, body) = await Client.AskAsync(HttpMethod.Post, "/products", json);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        return Assert.Single(body.GetProperty("detail").EnumerateArray());
    }
}
