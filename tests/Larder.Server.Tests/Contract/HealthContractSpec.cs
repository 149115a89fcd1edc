using System.Net;
using System.Text.Json;

namespace Larder.Server.Tests.Contract;

public abstract class HealthContractSpec(ServerUnderTest server) : ContractSuite(server)
{
    private const string AgreedBody = """{"message":"Application's health is good."}""";

    [Fact]
    public async Task S0_01_health_answers_exactly_the_agreed_body()
    {
        var response = await Server.SendAsync(HttpMethod.Get, "/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(AgreedBody, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task X_3_health_keeps_one_body_whatever_the_client_accepts()
    {
        var response = await Server.SendAsync(HttpMethod.Get, "/health", accept: "text/html");

        Assert.Equal(AgreedBody, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task X_3_ready_tells_state_services_and_time_and_live_that_the_process_answers()
    {
        var ready = await Server.SendAsync(HttpMethod.Get, "/health/ready");
        var live = await Server.SendAsync(HttpMethod.Get, "/health/live");

        using var readyBody = JsonDocument.Parse(await ready.Content.ReadAsStringAsync());
        using var liveBody = JsonDocument.Parse(await live.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("healthy", readyBody.RootElement.GetProperty("status").GetString());
        Assert.InRange(
            readyBody.RootElement.GetProperty("timestamp").GetDouble(), 1.7e9, DateTimeOffset.MaxValue.ToUnixTimeSeconds());
        Assert.Equal("operational", readyBody.RootElement.GetProperty("cache_manager").GetString());
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal("healthy", liveBody.RootElement.GetProperty("status").GetString());
        Assert.Equal("no-store", ready.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task S3_20_the_state_of_database_and_cache_is_told_as_it_is()
    {
        using var body = JsonDocument.Parse(await Client.GetStringAsync("/health/ready"));

        var services = body.RootElement.GetProperty("services");
        Assert.Equal("connected", services.GetProperty("database").GetString());
        Assert.Equal("connected", services.GetProperty("cache").GetString());
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task X_3_probes_answer_head_and_no_other_method(string path)
    {
        var head = await Server.SendAsync(HttpMethod.Head, path);
        var post = await Server.SendAsync(HttpMethod.Post, path);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Fact]
    public async Task X_10_every_address_serves_the_same_health()
    {
        var bodies = new List<string>();

        foreach (var address in Server.Addresses)
            bodies.Add(await Server.Client.GetStringAsync(new Uri(address, "/health")));

        Assert.Equal(2, Server.Addresses.Select(address => address.Port).Distinct().Count());
        Assert.Equal([AgreedBody, AgreedBody], bodies);
    }

    [Fact]
    public async Task Health_answers_head_without_a_body()
    {
        var response = await Server.SendAsync(HttpMethod.Head, "/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(AgreedBody.Length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Answers_do_not_name_the_server_software()
    {
        var response = await Server.SendAsync(HttpMethod.Get, "/health");

        Assert.False(response.Headers.Contains("Server"));
    }
}
