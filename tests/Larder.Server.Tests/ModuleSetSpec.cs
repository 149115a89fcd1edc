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
        var all = ModuleTable.Create();

        Assert.Same(all, ModuleSet.Choose(new ConfigurationBuilder().Build(), all));
    }

    [Theory]
    [InlineData("Larder:Modules", "Storefront, payloads")]
    [InlineData("Larder:Modules:0", "STOREFRONT,Payloads")]
    public void Modules_can_be_named_and_others_are_left_out_unless_every_server_needs_them(string name, string value)
    {
        var chosen = Choose((name, value));

        Assert.Equal(["Security", "Payloads", "Health", "Storefront"], chosen);
    }

    [Theory]
    [InlineData("Payload")]
    [InlineData("KeyValue,Payload")]
    public void A_module_that_does_not_exist_is_refused_with_those_that_do(string value)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Choose(("Larder:Modules", value)));

        Assert.Contains("names 'Payload',", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Payloads", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_modules_have_one_name()
    {
        var names = ModuleTable.Create().Select(module => module.Name).ToList();

        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
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

    private static IEnumerable<string> Choose(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(pair => pair.Name, pair => (string?)pair.Value))
            .Build();
        return ModuleSet.Choose(configuration, ModuleTable.Create()).Select(module => module.Name);
    }
}
