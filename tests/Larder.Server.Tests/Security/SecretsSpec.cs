using System.Net.Sockets;
using System.Net;
using Larder.AspNetCore.Security;
using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Security;

/// <summary>The published output with every secret that it can be given, at its most talkative: none is ever printed.</summary>
[Collection(PublishedCollection.Name)]
[Trait("Platform", "Unix")]
public sealed class SecretsSpec(PublishedProgram program)
{
    private static readonly string[] Talkative =
        ["--LOG_LEVEL=DEBUG", "--Logging:LogLevel:Microsoft=Trace", "--Logging:LogLevel:Default=Trace", "--Larder:Database:EngineEcho=true"];

    [Fact]
    public async Task No_key_no_hash_no_password_and_no_value_is_ever_printed()
    {
        var changes = new Dictionary<string, string?>
        {
            ["LARDER__SECURITY__ANONYMOUS"] = "None",
            ["LARDER__SECURITY__KEYS"] = TestKeys.List,
            ["REDIS_URL"] = "redis://somebody:password-of-redis@127.0.0.1:1/0",
        };
        await using var process = program.Start(changes, Talkative);
        using var client = new HttpClient { BaseAddress = PublishedServer.FromHere(await process.FirstAddressAsync()) };
        await client.SendAsync("GET", "/cache/x", TestKeys.Reader);
        await client.SendAsync("GET", "/payload/asked-with-a-key", TestKeys.Reader);
        await client.SendAsync("GET", "/payload/x", "wrong-secret");
        await client.SendAsync("GET", "/payload/x", headers: ("X-Api-Key", "another-secret"));
        using var value = Json("""{"key":"k","value":"value-of-somebody"}""");
        await client.SendAsync("PUT", "/cache", value, TestKeys.Writer);
        using var payload = Json("""{"list_1":["item-of-somebody"],"list_2":["b"]}""");
        await client.SendAsync("POST", "/payload", payload, TestKeys.Writer);
        using var product = Json("""{"name":"name-of-somebody","price":1,"category":"c"}""");
        await client.SendAsync("POST", "/products", product, TestKeys.Writer);
        process.Terminate();

        await process.EndAsync();

        foreach (var secret in (string[])
        [
            TestKeys.Reader, TestKeys.Writer, AccessKey.HashOf(TestKeys.Reader), AccessKey.HashOf(TestKeys.Admin), "wrong-secret",
            "another-secret", "password-of-redis", "value-of-somebody", "item-of-somebody", "ITEM-OF-SOMEBODY", "name-of-somebody",
        ])
            Assert.DoesNotContain(secret, process.Everything, StringComparison.Ordinal);
        Assert.Contains("asked-with-a-key", process.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S3_23_a_database_that_does_not_answer_is_named_without_its_password()
    {
        // Bound and not listening: nobody else takes the port, and who knocks is refused.
        using var occupant = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        occupant.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)occupant.LocalEndPoint!).Port;
        var changes = new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = $"postgresql://me:password-of-database@127.0.0.1:{port}/shop",
            ["LARDER__DATABASE__STARTTIMEOUT"] = "1",
        };
        await using var process = program.Start(changes, Talkative);

        var waits = await process.LineAsync(line => line.Contains("Trying again", StringComparison.Ordinal));
        var end = await process.EndAsync();

        Assert.Contains($"postgresql://me:***@127.0.0.1:{port}/shop is not available", waits, StringComparison.Ordinal);
        Assert.Equal(1, end.ExitCode);
        Assert.Equal(
            $"larder: The database postgresql://me:***@127.0.0.1:{port}/shop is not available: Failed to connect to 127.0.0.1:{port}. "
            + "Larder has waited 1 seconds. Mend it, or choose another database with DATABASE_URL.\n",
            end.Errors);
        Assert.DoesNotContain("password-of-database", process.Everything, StringComparison.Ordinal);
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
}
