using System.Net;
using Larder.Testing;

namespace Larder.AspNetCore.Tests.KeyValue;

public sealed class LifetimeSpec
{
    [Fact]
    public async Task A_value_lives_as_long_as_its_ttl_says_and_tells_how_long_that_is()
    {
        var clock = new ManualClock();
        await using var server = await KeyValueServer.StartAsync(time: clock);
        await server.JsonAsync("PUT", "/cache", """{"key":"brief","value":"v","ttl":60}""");
        await server.PutAsync("lasting", "v");

        clock.Advance(TimeSpan.FromSeconds(15.5));
        var early = await server.SendAsync("GET", "/cache/brief");
        clock.Advance(TimeSpan.FromSeconds(45));
        var late = await server.SendAsync("GET", "/cache/brief");
        clock.Advance(TimeSpan.FromHours(1));
        var lasting = await server.SendAsync("GET", "/cache/lasting");

        Assert.Equal("45", early.Headers.GetValues("X-Cache-TTL").Single());
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.Equal(HttpStatusCode.OK, lasting.StatusCode);
        Assert.False(lasting.Headers.Contains("X-Cache-TTL"));
    }

    [Fact]
    public async Task An_increment_keeps_the_end_of_the_number_and_so_does_a_compressed_copy()
    {
        var clock = new ManualClock();
        await using var server = await KeyValueServer.StartAsync(time: clock);
        await server.JsonAsync("PUT", "/cache", """{"key":"n","value":"1","ttl":60}""");
        await server.JsonAsync("PUT", "/cache", $$"""{"key":"long","value":"{{new string('a', 2_000)}}","ttl":60}""");

        clock.Advance(TimeSpan.FromSeconds(30));
        var sum = await server.SendAsync("POST", "/cache/n/increment");
        var copy = await server.SendAsync("GET", "/cache/long", "Accept-Encoding", "gzip");
        clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("30", sum.Headers.GetValues("X-Cache-TTL").Single());
        Assert.Equal("30", copy.Headers.GetValues("X-Cache-TTL").Single());
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("GET", "/cache/n")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("GET", "/cache/long")).StatusCode);
    }
}
