using System.Net;

namespace Larder.Server.Tests.Contract;

public abstract class RoutingContractSpec(ServerUnderTest server) : ContractSuite(server)
{
    [Theory]
    [InlineData("GET", "/healthz")]
    [InlineData("POST", "/no/such/path")]
    [InlineData("GET", "/Program.cs")]
    public async Task S0_02_an_unknown_path_is_404_with_a_detail(string method, string path)
    {
        var response = await Server.SendAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("""{"detail":"Not Found"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("POST", "/health")]
    [InlineData("PUT", "/health")]
    [InlineData("DELETE", "/")]
    [InlineData("BREW", "/health")]
    public async Task S0_02_a_wrong_method_is_405_with_allow_and_a_detail(string method, string path)
    {
        var response = await Server.SendAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order(StringComparer.Ordinal));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("""{"detail":"Method Not Allowed"}""", await response.Content.ReadAsStringAsync());
    }
}
