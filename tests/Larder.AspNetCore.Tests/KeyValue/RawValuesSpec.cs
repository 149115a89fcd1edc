using System.Net;
using System.Text.Json;

namespace Larder.AspNetCore.Tests.KeyValue;

public sealed class RawValuesSpec(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly byte[] EveryByte = [.. Enumerable.Range(0, 256).Select(each => (byte)each)];

    private readonly KeyValueServer _server = shared.Server;

    [Fact]
    public async Task Bytes_come_back_as_they_are_with_their_type_and_in_a_sandbox()
    {
        var put = await _server.BytesAsync("PUT", "/cache/page", EveryByte, "text/html; charset=utf-8");
        var get = await _server.SendAsync("GET", "/cache/page");

        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal(EveryByte, await get.Content.ReadAsByteArrayAsync());
        Assert.Equal("text/html; charset=utf-8", get.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", get.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("sandbox; default-src 'none'", get.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(put.Headers.ETag, get.Headers.ETag);
    }

    [Fact]
    public async Task By_query_they_are_base64()
    {
        await _server.BytesAsync("PUT", "/cache/bytes", EveryByte, null);

        using var body = JsonDocument.Parse(await _server.Client.GetStringAsync("/get?key=bytes"));

        Assert.Equal("base64", body.RootElement.GetProperty("encoding").GetString());
        Assert.Equal(EveryByte, body.RootElement.GetProperty("value").GetBytesFromBase64());
        Assert.Equal("application/octet-stream", body.RootElement.GetProperty("content_type").GetString());
    }

    [Fact]
    public async Task By_query_they_carry_their_version_too_and_are_304_for_whoever_has_it()
    {
        var put = await _server.BytesAsync("PUT", "/cache/tagged-bytes", EveryByte, null);

        var get = await _server.SendAsync("GET", "/get?key=tagged-bytes");
        var same = await _server.SendAsync("GET", "/get?key=tagged-bytes", "If-None-Match", put.Headers.ETag!.Tag);
        var other = await _server.SendAsync("GET", "/get?key=tagged-bytes", "If-None-Match", "\"1\"");

        Assert.Equal(put.Headers.ETag, get.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());
        Assert.Equal(put.Headers.ETag, same.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/cache/sniffed")]
    [InlineData("GET", "/get?key=sniffed")]
    [InlineData("GET", "/get?key=sniffed-bytes")]
    [InlineData("GET", "/cache/never-put")]
    [InlineData("GET", "/cache")]
    [InlineData("PUT", "/cache")]
    [InlineData("POST", "/cache/sniffed/increment")]
    [InlineData("PATCH", "/cache/sniffed")]
    public async Task No_answer_lets_a_browser_guess_its_type(string method, string path)
    {
        await _server.PutAsync("sniffed", "<script>");
        await _server.BytesAsync("PUT", "/cache/sniffed-bytes", EveryByte, null);

        var answer = await _server.SendAsync(method, path);

        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task More_bytes_than_a_value_may_have_are_413()
    {
        var fits = await _server.BytesAsync("PUT", "/cache/fits", new byte[1024 * 1024], null);
        var tooMany = await _server.BytesAsync("PUT", "/cache/big", new byte[(1024 * 1024) + 1], null);

        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooMany.StatusCode);
        Assert.Equal(1024 * 1024, (await _server.Client.GetByteArrayAsync("/cache/fits")).Length);
    }

    [Theory]
    [InlineData("Content-Type", "no type at all")]
    [InlineData("Content-Encoding", "gzip")]
    [InlineData("X-Cache-TTL", "-1")]
    [InlineData("X-Cache-TTL", "soon")]
    public async Task A_header_that_cannot_be_kept_is_400(string name, string value)
    {
        var content = new ByteArrayContent(EveryByte);
        var request = new HttpRequestMessage(HttpMethod.Put, "/cache/refused") { Content = content };
        if (!content.Headers.TryAddWithoutValidation(name, value))
            request.Headers.TryAddWithoutValidation(name, value);

        var put = await _server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.SendAsync("GET", "/cache/refused")).StatusCode);
    }
}
