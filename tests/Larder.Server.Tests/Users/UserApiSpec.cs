using System.Net;

namespace Larder.Server.Tests.Users;

/// <summary>The rows of the contract as a client sees them, whichever engine keeps the rows.</summary>
public abstract class UserApiSpec(ServerUnderTest server)
{
    private static readonly string[] Names =
    [
        "John Doe", "Jane Smith", "Bob Johnson", "Alice Williams", "Charlie Brown",
        "Diana Davis", "Edward Miller", "Fiona Wilson", "George Moore", "Hannah Taylor",
    ];

    private HttpClient Client => server.Client;

    [Fact]
    public async Task S2_05_ten_users_are_there_from_the_start()
    {
        for (var id = 1; id <= Names.Length; id++)
        {
            var user = await Client.GetJsonAsync($"/users/{id}");

            Assert.Equal(id, user.GetProperty("id").GetInt64());
            Assert.Equal(UuidOf(id), user.Text("uuid"));
            Assert.Equal(Names[id - 1], $"{user.Text("first_name")} {user.Text("last_name")}");
            var expected = Names[id - 1].ToLowerInvariant().Replace(' ', '.');
            Assert.Equal($"{expected}@example.com", user.Text("email"));
        }
    }

    [Fact]
    public async Task S2_03_a_user_has_these_members_and_no_others()
    {
        var user = await Client.GetJsonAsync("/users/1");

        Assert.Equal(
            ["id", "uuid", "first_name", "last_name", "email"], user.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("/users/uuid/550e8400-e29b-41d4-a716-446655440004")]
    [InlineData("/users/550e8400-e29b-41d4-a716-446655440004")]
    [InlineData("/users/550E8400-E29B-41D4-A716-446655440004")]
    [InlineData("/users/uuid/550e8400e29b41d4a716446655440004")]
    [InlineData("/users/4")]
    public async Task S2_01_a_user_is_found_by_number_and_by_uuid_in_any_case(string path)
    {
        var user = await Client.GetJsonAsync(path);

        Assert.Equal("Alice", user.Text("first_name"));
        Assert.Equal(UuidOf(4), user.Text("uuid"));
    }

    [Theory]
    [InlineData("/users")]
    [InlineData("/users/")]
    public async Task S2_02_the_list_has_all_users_in_order(string path)
    {
        var users = await Client.GetJsonAsync(path);

        var names = users.EnumerateArray().Select(user => $"{user.Text("first_name")} {user.Text("last_name")}");
        Assert.Equal(Names, names);
    }

    [Theory]
    [InlineData("/users/abc", "user_id")]
    [InlineData("/users/1.5", "user_id")]
    [InlineData("/users/99999999999999999999", "user_id")]
    [InlineData("/users/%F0%9F%98%80%22", "user_id")]
    [InlineData("/users/uuid/1", "user_uuid")]
    [InlineData("/users/uuid/550e8400-e29b-41d4-a716-44665544000", "user_uuid")]
    public async Task S2_02_what_is_neither_is_422(string path, string field)
    {
        var (status, body) = await Client.AskAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var fault = Assert.Single(body.GetProperty("detail").EnumerateArray());
        Assert.Equal(["path", field], fault.GetProperty("loc").EnumerateArray().Select(part => part.GetString()));
        Assert.NotEmpty(fault.Text("msg"));
        Assert.Equal(Uri.UnescapeDataString(path.Split('/')[^1]), fault.Text("input"));
    }

    [Theory]
    [InlineData("/users/uuid/550E8400-E29B-41D4-A716-446655440099", "User with UUID 550e8400-e29b-41d4-a716-446655440099 not found")]
    [InlineData("/users/550e8400-e29b-41d4-a716-446655440099", "User with UUID 550e8400-e29b-41d4-a716-446655440099 not found")]
    [InlineData("/users/99", "User with ID 99 not found")]
    [InlineData("/users/-1", "User with ID -1 not found")]
    public async Task S2_04_an_unknown_user_is_404_with_its_name(string path, string sentence)
    {
        var (status, body) = await Client.AskAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal($$"""{"detail":"{{sentence}}"}""", body.GetRawText());
    }

    [Fact]
    public async Task S2_06_a_miss_by_number_fills_both_caches()
    {
        await ForgetAsync();

        Assert.Equal("MISS", await CacheAsync("/users/5"));
        Assert.Equal("HIT", await CacheAsync("/users/5"));
        Assert.Equal("HIT", await CacheAsync($"/users/uuid/{UuidOf(5)}"));
    }

    [Fact]
    public async Task S2_06_a_miss_by_uuid_fills_both_caches()
    {
        await ForgetAsync();

        Assert.Equal("MISS", await CacheAsync($"/users/uuid/{UuidOf(6)}"));
        Assert.Equal("HIT", await CacheAsync($"/users/{UuidOf(6).ToUpperInvariant()}"));
        Assert.Equal("HIT", await CacheAsync("/users/6"));
    }

    [Fact]
    public async Task S2_06_an_unknown_user_is_not_remembered()
    {
        await ForgetAsync();

        await Client.AskAsync(HttpMethod.Get, "/users/4711");
        await Client.AskAsync(HttpMethod.Get, "/users/550e8400-e29b-41d4-a716-446655440099");

        Assert.Equal(0, server.Cache("users").Count);
    }

    [Fact]
    public async Task S2_18_the_keys_are_those_of_the_source_project()
    {
        await ForgetAsync();
        await Client.GetJsonAsync("/users/7");

        var keys = server.Cache("users").List().Entries.Select(entry => entry.Key).Order(StringComparer.Ordinal);

        Assert.Equal(["user:id-to-uuid:7", $"user:uuid-to-id:{UuidOf(7)}"], keys);
    }

    [Theory]
    [InlineData("POST", "/users")]
    [InlineData("DELETE", "/users/1")]
    [InlineData("PUT", "/users/uuid/550e8400-e29b-41d4-a716-446655440001")]
    public async Task X_9_another_method_is_405_in_the_form_of_the_group(string method, string path)
    {
        var (status, body) = await Client.AskAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, status);
        Assert.Equal("""{"detail":"Method Not Allowed"}""", body.GetRawText());
    }

    [Fact]
    public async Task A_head_answers_as_a_get_does_without_the_body()
    {
        var response = await server.SendAsync(HttpMethod.Head, "/users/1");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    private static string UuidOf(int id) => $"550e8400-e29b-41d4-a716-4466554400{id:D2}";

    private async Task ForgetAsync() => await server.Cache("users").ClearAsync();

    private async Task<string> CacheAsync(string path)
    {
        var response = await Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Headers.GetValues("X-Cache").Single();
    }
}
