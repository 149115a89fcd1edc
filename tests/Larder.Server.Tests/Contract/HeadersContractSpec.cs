using System.Net;
using Larder.Server.Replies;
using Larder.Server.Security;

namespace Larder.Server.Tests.Contract;

public abstract class HeadersContractSpec(ServerUnderTest server) : ContractSuite(server)
{
    private const string Page = "https://page.example";

    [Theory]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/payload/unknown")]
    [InlineData("POST", "/payload")]
    [InlineData("GET", "/no/such/path")]
    [InlineData("DELETE", "/health")]
    public async Task S0_51_every_answer_says_how_long_it_took(string method, string path)
    {
        var response = await Server.SendAsync(new HttpMethod(method), path);

        var value = Assert.Single(response.Headers.GetValues("X-Process-Time"));
        Assert.Matches("^Processed in [0-9]+\\.[0-9]{6} seconds$", value);
    }

    [Theory]
    [InlineData(0, "Processed in 0.000000 seconds")]
    [InlineData(999, "Processed in 0.000999 seconds")]
    [InlineData(1_000, "Processed in 0.001000 seconds")]
    [InlineData(61_000_001, "Processed in 61.000001 seconds")]
    public void S0_51_the_time_is_the_real_one(long microseconds, string text)
    {
        Assert.Equal(text, ProcessTime.Of(TimeSpan.FromMicroseconds(microseconds)));
    }

    [Theory]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/payload/unknown")]
    [InlineData("POST", "/payload")]
    [InlineData("GET", "/no/such/path")]
    public async Task S0_50_pages_of_any_origin_may_read_every_answer_with_credentials(string method, string path)
    {
        var response = await SendAsync(method, path);

        Assert.Equal(Page, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Credentials")));
        Assert.Contains("X-Cache", response.Headers.GetValues("Access-Control-Expose-Headers").Single());
        Assert.Contains("Origin", response.Headers.Vary);
    }

    [Fact]
    public async Task S0_50_a_browser_that_asks_first_is_allowed_any_method_and_header()
    {
        var response = await SendAsync(
            "OPTIONS", "/payload", ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "content-type, x-mine"));

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(Page, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("POST", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Contains("x-mine", string.Join(',', response.Headers.GetValues("Access-Control-Allow-Headers")));
    }

    [Fact]
    public async Task S0_50_a_hit_is_readable_too()
    {
        using var content = new StringContent("""{"list_1":["a"],"list_2":["b"]}""", encoding: null, "application/json");
        await Server.Client.PostAsync("/payload", content);

        var response = await SendAsync(
            "GET", "/payload/f44216d4fbf66c4fd3c65813504d45d782ae13c4964d148d83435d316d7a8470");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("HIT", Assert.Single(response.Headers.GetValues("X-Cache")));
        Assert.Equal(Page, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task S0_50_origins_that_are_named_are_the_only_ones()
    {
        var narrow = new ServerUnderTest($$"""--CORS_ORIGINS=["{{Page}}"]""");
        await narrow.InitializeAsync();

        using var allowed = Request("GET", "/health", Page);
        using var refused = Request("GET", "/health", "https://other.example");
        var yes = await narrow.Client.SendAsync(allowed);
        var no = await narrow.Client.SendAsync(refused);
        await narrow.DisposeAsync();

        Assert.Equal(Page, Assert.Single(yes.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(no.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/Admin/keys")]
    [InlineData("/dashboard/")]
    [InlineData("/metrics")]
    public async Task X_15_no_page_may_read_what_belongs_to_the_operator(string path)
    {
        var response = await SendAsync("GET", path);

        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(response.Headers.Contains("X-Process-Time"));
    }

    [Theory]
    [InlineData("/administrator", false)]
    [InlineData("/admin", true)]
    [InlineData("/ADMIN/x", true)]
    [InlineData("/", false)]
    public void X_15_a_private_route_is_known_by_its_first_segment(string path, bool isPrivate)
    {
        Assert.Equal(isPrivate, OperatorRoutes.IsPrivate(path));
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path, params (string, string)[] headers) =>
        Server.Client.SendAsync(Request(method, path, Page, headers));

    private static HttpRequestMessage Request(
        string method, string path, string origin, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
