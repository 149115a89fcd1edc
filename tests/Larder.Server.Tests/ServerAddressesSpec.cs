using Larder.Server.Configuration;
using Microsoft.Extensions.Configuration;

namespace Larder.Server.Tests;

public sealed class ServerAddressesSpec
{
    [Fact]
    public void X_10_the_default_is_port_8000_and_port_7171_of_localhost()
    {
        var addresses = ServerAddresses.Read(Settings(), []);

        Assert.Equal([new ListenAddress("localhost", 8000), new ListenAddress("localhost", 7171)], addresses);
    }

    [Theory]
    [InlineData("http://localhost:9000", "http://localhost:9000")]
    [InlineData("http://localhost:9000/", "http://localhost:9000")]
    [InlineData("HTTP://LOCALHOST:9000", "http://localhost:9000")]
    [InlineData("http://127.0.0.1:0", "http://127.0.0.1:0")]
    [InlineData("http://127.8.9.1:9000", "http://127.8.9.1:9000")]
    [InlineData("http://[::1]:9000", "http://[::1]:9000")]
    [InlineData("http://localhost", "http://localhost:80")]
    [InlineData(" http://localhost:1 ; http://localhost:2; ", "http://localhost:1 http://localhost:2")]
    [InlineData("http://localhost:1;http://localhost:1", "http://localhost:1")]
    public void Loopback_addresses_are_accepted(string urls, string expected)
    {
        var addresses = ServerAddresses.Read(Settings(("urls", urls)), []);

        Assert.Equal(expected, string.Join(' ', addresses));
    }

    [Theory]
    [InlineData("http://0.0.0.0:8000", "http://0.0.0.0:8000", false)]
    [InlineData("http://*:8000", "http://*:8000", false)]
    [InlineData("http://+:8000", "http://*:8000", false)]
    [InlineData("http://[::]:8000", "http://[::]:8000", false)]
    [InlineData("https://192.168.1.5:8000", "https://192.168.1.5:8000", false)]
    [InlineData("https://localhost:8443", "https://localhost:8443", true)]
    [InlineData("http://127.8.9.1:9000", "http://127.8.9.1:9000", true)]
    [InlineData("http://[::1]:9000", "http://[::1]:9000", true)]
    public void What_others_can_reach_is_known_as_such(string urls, string expected, bool isLoopback)
    {
        var address = Assert.Single(ServerAddresses.Read(Settings(("urls", urls)), []));

        Assert.Equal(expected, address.ToString());
        Assert.Equal(isLoopback, address.IsLoopback);
    }

    [Theory]
    [InlineData("http://example.com:8000")]
    [InlineData("http://localhost.example.com:8000")]
    public void A_name_is_refused_because_it_would_mean_every_address(string url)
    {
        var refusal = Refusal(Settings(("urls", url)));

        Assert.Contains($"'{url}' names a host", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:8000")]
    [InlineData("8000")]
    [InlineData("http://localhost:99999")]
    [InlineData("http://localhost:port")]
    [InlineData("http://localhost:8000/base")]
    [InlineData("http://localhost:8000?x=1")]
    [InlineData("http://me@localhost:8000")]
    [InlineData("http://unix:/tmp/larder.sock")]
    public void Anything_but_plain_http_with_a_host_and_a_port_is_refused(string url)
    {
        var refusal = Refusal(Settings(("urls", url)));

        Assert.Contains($"'{url}'", refusal, StringComparison.Ordinal);
        Assert.Contains("http://host:port", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_named_at_once_and_on_one_line()
    {
        var refusal = Refusal(Settings(("urls", "http://localhost:1;nonsense;http://a.example:2")));

        Assert.Contains("'nonsense'", refusal, StringComparison.Ordinal);
        Assert.Contains("'http://a.example:2'", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ; ")]
    public void An_empty_list_is_refused(string urls)
    {
        var refusal = Refusal(Settings(("urls", urls)));

        Assert.StartsWith("The list of addresses is empty.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_option_without_a_value_is_refused()
    {
        var refusal = Refusal(Settings(), "--urls");

        Assert.StartsWith("The option --urls needs a value", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_free_port_on_localhost_is_refused_because_it_could_be_two()
    {
        var refusal = Refusal(Settings(("urls", "http://localhost:0")));

        Assert.Contains("http://127.0.0.1:0", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_endpoints_of_kestrel_cannot_lead_around_the_check()
    {
        var refusal = Refusal(Settings(("Kestrel:Endpoints:Open:Url", "http://0.0.0.0:8000")));

        Assert.Contains("Kestrel:Endpoints", refusal, StringComparison.Ordinal);
    }

    private static string Refusal(IConfiguration settings, params string[] arguments) =>
        Assert.Throws<StartRefusedException>(() => ServerAddresses.Read(settings, arguments)).Message;

    private static IConfiguration Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(pair => pair.Name, pair => (string?)pair.Value))
            .Build();
}
