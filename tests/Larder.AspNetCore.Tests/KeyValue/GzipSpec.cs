using System.IO.Compression;
using System.Net;

namespace Larder.AspNetCore.Tests.KeyValue;

public sealed class GzipSpec(SharedServer shared) : IClassFixture<SharedServer>
{
    // Status, key and quotes around a value whose key has one letter.
    private const int Frame = 36;

    private readonly KeyValueServer _server = shared.Server;

    [Theory]
    [InlineData(999, false)]
    [InlineData(1_000, true)]
    [InlineData(50_000, true)]
    public async Task S1_14_answers_of_1000_bytes_and_more_are_compressed(int length, bool isCompressed)
    {
        await _server.PutAsync("k", new string('v', length - Frame));
        var plain = await _server.Client.GetByteArrayAsync("/cache/k");

        var first = await _server.SendAsync("GET", "/cache/k", "Accept-Encoding", "deflate, gzip;q=0.5");
        var second = await _server.SendAsync("GET", "/cache/k", "Accept-Encoding", "gzip");

        Assert.Equal(length, plain.Length);
        Assert.Equal("Accept-Encoding", string.Join(",", first.Headers.Vary));
        Assert.Equal(isCompressed ? ["gzip"] : [], first.Content.Headers.ContentEncoding);
        Assert.Equal(isCompressed, first.Headers.ETag!.IsWeak);
        var sent = await first.Content.ReadAsByteArrayAsync();
        Assert.Equal(sent.Length, first.Content.Headers.ContentLength);
        Assert.Equal(sent, await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(plain, isCompressed ? Expand(sent) : sent);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("identity")]
    [InlineData("gzip;q=0")]
    [InlineData("*;q=0")]
    [InlineData("br, xgzip")]
    public async Task S1_14_only_when_the_client_asks(string? accept)
    {
        await _server.PutAsync("asked", new string('v', 5_000));
        await _server.SendAsync("GET", "/cache/asked", "Accept-Encoding", "gzip");

        var response = await _server.SendAsync("GET", "/cache/asked", accept is null ? null : "Accept-Encoding", accept);

        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_value_that_does_not_get_smaller_is_sent_as_it_is()
    {
        var noise = new byte[4_000];
        new Random(20_24).NextBytes(noise);
        await _server.BytesAsync("PUT", "/cache/noise", noise, null);

        var response = await _server.SendAsync("GET", "/cache/noise", "Accept-Encoding", "gzip");

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal(noise, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_copy_is_weighed_and_changes_no_version()
    {
        await using var server = await KeyValueServer.StartAsync(
            new() { Capacity = 100_000, MaxBytes = 16 * 1024 * 1024 });
        var noise = new byte[30_000];
        new Random(7).NextBytes(noise);
        await server.PutAsync("k", Convert.ToBase64String(noise));
        var before = server.Cache.GetStats().Size;
        var tag = (await server.SendAsync("GET", "/cache/k")).Headers.ETag!.Tag;

        var gets = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            _ => server.SendAsync("GET", "/cache/k", "Accept-Encoding", "gzip")));

        Assert.All(gets, each => Assert.Equal(HttpStatusCode.OK, each.StatusCode));
        Assert.All(gets, each => Assert.Equal(tag, each.Headers.ETag!.Tag));
        Assert.Equal(before + gets[0].Content.Headers.ContentLength, server.Cache.GetStats().Size);
    }

    private static byte[] Expand(byte[] bytes)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var target = new MemoryStream();
        gzip.CopyTo(target);
        return target.ToArray();
    }
}
