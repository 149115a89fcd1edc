using System.Net;

namespace Larder.Server.Tests;

public sealed class HealthSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    private const string AgreedBody = """{"message":"Application's health is good."}""";

    [Fact]
    public async Task S0_01_health_answers_exactly_the_agreed_body()
    {
        var response = await server.SendAsync(HttpMethod.Get, "/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(AgreedBody, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task X_3_health_keeps_one_body_whatever_the_client_accepts()
    {
        var response = await server.SendAsync(HttpMethod.Get, "/health", accept: "text/html");

        Assert.Equal(AgreedBody, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task X_10_every_address_serves_the_same_health()
    {
        var bodies = new List<string>();

        foreach (var address in server.Addresses)
            bodies.Add(await server.Client.GetStringAsync(new Uri(address, "/health")));

        Assert.Equal(2, server.Addresses.Select(address => address.Port).Distinct().Count());
        Assert.Equal([AgreedBody, AgreedBody], bodies);
    }

    [Fact]
    public async Task Health_answers_head_without_a_body()
    {
        var response = await server.SendAsync(HttpMethod.Head, "/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(AgreedBody.Length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Answers_do_not_name_the_server_software()
    {
        var response = await server.SendAsync(HttpMethod.Get, "/health");

        Assert.False(response.Headers.Contains("Server"));
    }
}
