using System.Net;
using Larder.Server.Configuration;
using Larder.Server.Hosting;
using Microsoft.Extensions.Configuration;

namespace Larder.Server.Tests;

public sealed class ModuleSetSpec
{
    [Fact]
    public void Without_the_setting_every_module_is_served()
    {
        var modules = Read();

        Assert.All(ModuleSet.All, module => Assert.True(modules.Contains(module)));
    }

    [Theory]
    [InlineData("Larder:Modules", "Payloads, users")]
    [InlineData("Larder:Modules:0", "PAYLOADS,Users")]
    public void Modules_can_be_named_and_the_others_are_left_out(string name, string value)
    {
        var modules = Read((name, value));

        Assert.True(modules.Contains("Payloads"));
        Assert.True(modules.Contains("Users"));
        Assert.False(modules.Contains("KeyValue"));
    }

    [Fact]
    public void A_module_that_does_not_exist_is_refused_with_those_that_do()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Read(("Larder:Modules", "Payload")));

        Assert.Contains("'Payload'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Payloads", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_module_that_was_left_out_is_not_there()
    {
        var server = new ServerUnderTest("--Larder:Modules=KeyValue");
        await server.InitializeAsync();

        var response = await server.Client.GetAsync("/payload/x");
        await server.DisposeAsync();

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("""{"detail":"Not Found"}""", await response.Content.ReadAsStringAsync());
    }

    private static ModuleSet Read(params (string Name, string Value)[] settings) =>
        ModuleSet.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(pair => pair.Name, pair => (string?)pair.Value))
            .Build());
}
