using System.Net;
using System.Text.Json;
using Larder.AspNetCore.KeyValue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Larder.AspNetCore.Tests.KeyValue;

public sealed class OptionsSpec
{
    [Fact]
    public void Options_are_read_from_configuration()
    {
        var faults = new List<string>();

        var options = Configuration(
            ("Capacity", "50"), ("MaxBytes", "100000000"), ("KeyLength", "10"), ("ValueLength", "1000"), ("Text", "utf8"),
            ("MemoryPressureThreshold", "0.5"), ("GzipFromBytes", "10"), ("BatchSize", "5"), ("Tier", "disk"))
            .GetLarderKeyValueOptions(faults);

        Assert.Empty(faults);
        Assert.Equal(
            new KeyValueOptions
            {
                Capacity = 50,
                MaxBytes = 100_000_000,
                KeyLength = 10,
                ValueLength = 1_000,
                Text = KeyValueText.Utf8,
                MemoryPressureThreshold = 0.5,
                GzipFromBytes = 10,
                BatchSize = 5,
                Tier = KeyValueTier.Disk,
            },
            options);
    }

    [Theory]
    [InlineData("Capacity", "2")]
    [InlineData("Capacity", "many")]
    [InlineData("MaxBytes", "1000")]
    [InlineData("KeyLength", "2000")]
    [InlineData("ValueLength", "99999999999")]
    [InlineData("Text", "Latin1")]
    [InlineData("Tier", "1")]
    [InlineData("Tier", "Tape")]
    [InlineData("MemoryPressureThreshold", "0")]
    [InlineData("MemoryPressureThreshold", "seventy")]
    public void What_cannot_be_used_is_named_with_its_setting(string name, string value)
    {
        var faults = new List<string>();

        Configuration((name, value)).GetLarderKeyValueOptions(faults);

        Assert.Contains($"Larder:KeyValue:{name}", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tier_that_is_not_there_stops_the_start()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(
            () => KeyValueServer.StartAsync(new KeyValueOptions { Tier = KeyValueTier.Disk }));

        Assert.Contains("Larder.Sqlite", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_one_the_api_keeps_to_memory_in_a_host_that_has_a_tier_for_others()
    {
        await using var disk = await OnDisk.DiskUnderTest.StartAsync();
        await using var server = await KeyValueServer.StartAsync(tier: disk.Tiers);

        var written = await server.PutAsync("k", "v");

        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/cache/k")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await disk.Client.GetAsync("/cache/k")).StatusCode);
    }

    [Fact]
    public void S1_16_the_threshold_is_70_percent_by_default() =>
        Assert.Equal(0.7, new KeyValueOptions().MemoryPressureThreshold);

    [Fact]
    public async Task With_utf8_all_of_unicode_can_be_key_and_value()
    {
        await using var server = await KeyValueServer.StartAsync(new KeyValueOptions { Text = KeyValueText.Utf8 });

        var put = await server.PutAsync("ключ😀", "значение");
        var half = await server.JsonAsync("PUT", "/cache", """{"key":"half","value":"\ud800"}""");
        using var body = JsonDocument.Parse(await server.Client.GetStringAsync("/cache/ключ😀"));

        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, half.StatusCode);
        Assert.Equal("значение", body.RootElement.GetProperty("value").GetString());
        Assert.Equal(400, (await RawExchange.GetAsync(server.Address, "/cache/%ff")).Status);
    }

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(each =>
                new KeyValuePair<string, string?>($"Larder:KeyValue:{each.Name}", each.Value)))
            .Build();
}
