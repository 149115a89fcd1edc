using System.Net;
using System.Text.Json;
using Larder.Testing;

namespace Larder.Server.Tests.Health;

[Trait("Needs", "PostgreSQL")]
public sealed class DatabaseOutageSpec
{
    [Fact]
    public async Task S2_08_without_the_required_database_ready_is_503_with_the_reason_until_it_is_back()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var server = new ServerUnderTest($"--Larder:Database:Url={await postgres.CreateDatabaseAsync()}");
        await server.InitializeAsync();

        try
        {
            var before = await server.Client.GetAsync("/health/ready");
            await postgres.StopAsync();
            var during = await EventuallyAsync(server, HttpStatusCode.ServiceUnavailable);
            var live = await server.Client.GetAsync("/health/live");
            var health = await server.Client.GetAsync("/health");
            await postgres.StartAgainAsync();
            await EventuallyAsync(server, HttpStatusCode.OK);

            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            Assert.Equal("unhealthy", during.GetProperty("status").GetString());
            Assert.Equal("disconnected", during.GetProperty("services").GetProperty("database").GetString());
            Assert.Equal("connected", during.GetProperty("services").GetProperty("cache").GetString());
            Assert.Equal("The database is not available.", during.GetProperty("detail").GetString());
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task S2_08_a_database_that_hangs_is_503_as_well_and_the_answer_comes()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var server = new ServerUnderTest($"--Larder:Database:Url={await postgres.CreateDatabaseAsync()}");
        await server.InitializeAsync();

        try
        {
            await postgres.FreezeAsync();
            var during = await EventuallyAsync(server, HttpStatusCode.ServiceUnavailable);
            await postgres.ThawAsync();

            Assert.Equal("disconnected", during.GetProperty("services").GetProperty("database").GetString());
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    // What was found a moment ago is told for a moment longer.
    private static async Task<JsonElement> EventuallyAsync(ServerUnderTest server, HttpStatusCode status)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var response = await server.Client.GetAsync("/health/ready");
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            if (response.StatusCode == status)
                return body.RootElement.Clone();
            Assert.True(TimeProvider.System.GetElapsedTime(began) < WaitLimit.Default, $"It never was {status}.");
        }
    }
}
