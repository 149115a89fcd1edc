using System.Net;
using Larder.AspNetCore.Security;

namespace Larder.AspNetCore.Tests.Security;

public sealed class DoorSpec
{
    private static AccessOptions Guarded => new() { Keys = new AccessKeys(Keys.All) };

    [Theory]
    [InlineData("GET", "/data", null, 401)]
    [InlineData("GET", "/data", "stranger", 401)]
    [InlineData("GET", "/data", Keys.Reader, 200)]
    [InlineData("PUT", "/data", Keys.Reader, 403)]
    [InlineData("PUT", "/data", Keys.Writer, 200)]
    [InlineData("GET", "/operator", Keys.Reader, 200)]
    [InlineData("POST", "/operator", Keys.Writer, 403)]
    [InlineData("POST", "/operator", Keys.Admin, 200)]
    [InlineData("GET", "/alone", Keys.Writer, 403)]
    [InlineData("GET", "/alone", Keys.Admin, 200)]
    [InlineData("GET", "/alone-raw", Keys.Admin, 200)]
    [InlineData("GET", "/no/such/path", null, 401)]
    [InlineData("GET", "/health/live", null, 200)]
    [InlineData("GET", "/health/../data", null, 401)]
    [InlineData("GET", "/healthy", null, 401)]
    public async Task A_key_opens_what_its_scope_says(string method, string path, string? key, int status)
    {
        await using var server = await GuardedServer.StartAsync(Guarded);
        var headers = key is null ? Array.Empty<(string, string)>() : [Keys.Bearer(key)];

        Assert.Equal((HttpStatusCode)status, await server.StatusAsync(method, path, headers));
    }

    [Fact]
    public async Task A_key_comes_in_either_header_and_never_in_the_address()
    {
        await using var server = await GuardedServer.StartAsync(Guarded);

        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", "/data", ("X-Api-Key", Keys.Reader)));
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", "/data", ("Authorization", $"bearer {Keys.Reader}")));
        Assert.Equal(
            HttpStatusCode.OK,
            await server.StatusAsync("GET", "/data", ("Authorization", "Basic eDp5"), ("X-Api-Key", Keys.Reader)));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.StatusAsync("GET", $"/data?api_key={Keys.Admin}&key={Keys.Admin}"));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await server.StatusAsync("GET", "/data", ("X-Api-Key", Keys.Reader), ("X-Api-Key", Keys.Admin)));
    }

    [Fact]
    public async Task A_refusal_says_how_to_ask_and_carries_what_every_answer_does()
    {
        await using var server = await GuardedServer.StartAsync(Guarded);

        using var none = await server.SendAsync("GET", "/data");
        using var wrong = await server.SendAsync("GET", "/data", Keys.Bearer("x"));
        using var small = await server.SendAsync("PUT", "/data", Keys.Bearer(Keys.Reader));

        Assert.Equal("Bearer", none.Headers.WwwAuthenticate.ToString());
        Assert.Equal("Bearer error=\"invalid_token\"", wrong.Headers.WwwAuthenticate.ToString());
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"write\"", small.Headers.WwwAuthenticate.ToString());
        Assert.Equal(
            """{"detail":"This key may not do that: the scope write is needed."}""", await small.Content.ReadAsStringAsync());
        Assert.All([none, wrong, small], response =>
        {
            Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("answer", response.Headers.GetValues("X-Every").Single());
            Assert.True(response.Headers.CacheControl!.NoStore);
        });
        Assert.Equal(2, server.Guard.RefusedBy(RefusalCause.Unauthorized));
        Assert.Equal(1, server.Guard.RefusedBy(RefusalCause.Forbidden));
    }

    [Fact]
    public async Task A_head_is_refused_without_a_body()
    {
        await using var server = await GuardedServer.StartAsync(Guarded);

        using var response = await server.SendAsync("HEAD", "/data");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Where_data_is_open_to_all_the_operator_still_needs_a_key()
    {
        await using var server = await GuardedServer.StartAsync(Guarded with { Anonymous = AnonymousAccess.Data });

        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", "/data"));
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("PUT", "/data"));
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", "/data", Keys.Bearer("of another system")));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.StatusAsync("GET", "/operator"));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.StatusAsync("GET", "/alone"));
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", "/operator", Keys.Bearer(Keys.Reader)));
        Assert.Equal(HttpStatusCode.Forbidden, await server.StatusAsync("POST", "/operator", Keys.Bearer(Keys.Writer)));
    }

    [Fact]
    public async Task An_open_server_without_any_key_lets_nobody_at_what_belongs_to_the_operator()
    {
        await using var server = await GuardedServer.StartAsync(new AccessOptions
        {
            Keys = new AccessKeys([], isRequired: true),
            Anonymous = AnonymousAccess.Data,
        });

        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", "/data"));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.StatusAsync("GET", "/operator"));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.StatusAsync("GET", "/alone", Keys.Bearer("")));
    }

    [Fact]
    public async Task A_browser_may_ask_beforehand_without_a_key()
    {
        await using var server = await GuardedServer.StartAsync(Guarded);

        Assert.Equal(
            HttpStatusCode.OK,
            await server.StatusAsync("OPTIONS", "/data", ("Origin", "https://a.example"), ("Access-Control-Request-Method", "PUT")));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.StatusAsync("OPTIONS", "/data"));
    }
}
