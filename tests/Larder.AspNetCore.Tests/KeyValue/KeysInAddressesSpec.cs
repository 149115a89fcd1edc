namespace Larder.AspNetCore.Tests.KeyValue;

public sealed class KeysInAddressesSpec(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly KeyValueServer _server = shared.Server;

    [Fact]
    public async Task A_path_is_decoded_exactly_once()
    {
        await _server.PutAsync("a/b", "slash");
        await _server.PutAsync("a%2Fb", "percent");

        var slash = await RawExchange.GetAsync(_server.Address, "/cache/a%2Fb");
        var percent = await RawExchange.GetAsync(_server.Address, "/cache/a%252Fb");

        Assert.Equal((200, """{"status":"OK","key":"a/b","value":"slash"}"""), slash);
        Assert.Equal((200, """{"status":"OK","key":"a%2Fb","value":"percent"}"""), percent);
    }

    [Fact]
    public async Task Line_ends_and_dots_are_characters_like_others_and_split_no_header()
    {
        await _server.PutAsync("a\r\nSet-Cookie: x", "line");
        await _server.PutAsync("..", "dots");

        var line = await RawExchange.GetAsync(_server.Address, "/cache/a%0d%0aSet-Cookie:%20x");
        var dots = await RawExchange.GetAsync(_server.Address, "/cache/..");

        Assert.Equal(200, line.Status);
        Assert.DoesNotContain("\r\nSet-Cookie", line.Body, StringComparison.Ordinal);
        Assert.Equal((200, """{"status":"OK","key":"..","value":"dots"}"""), dots);
    }

    [Theory]
    [InlineData("/cache/caf%E9")]
    [InlineData("/cache/caf%C3%A9")]
    [InlineData("/cache/%ff%fe")]
    [InlineData("/cache/%")]
    [InlineData("/cache/a%2")]
    [InlineData("/cache/a%zz")]
    [InlineData("/cache/a%u0041")]
    [InlineData("/cache/a%00b")]
    public async Task A_key_that_is_no_ascii_or_badly_escaped_is_400(string target)
    {
        var (status, _) = await RawExchange.GetAsync(_server.Address, target);

        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData("/get?key=caf%C3%A9")]
    [InlineData("/get?key=%ff")]
    [InlineData("/get?key=%2")]
    public async Task The_same_in_a_query_is_422(string target)
    {
        var (status, _) = await RawExchange.GetAsync(_server.Address, target);

        Assert.Equal(422, status);
    }

    [Fact]
    public async Task A_key_with_a_nul_is_reached_by_query()
    {
        await _server.PutAsync("a\0b", "nul");

        var (status, body) = await RawExchange.GetAsync(_server.Address, "/get?key=a%00b");

        Assert.Equal((200, """{"status":"OK","key":"a\u0000b","value":"nul"}"""), (status, body));
    }

    [Theory]
    [InlineData("/cache/a/b")]
    [InlineData("/cache//a")]
    [InlineData("/cache/a/../b")]
    public async Task A_slash_too_much_is_404(string target)
    {
        await _server.PutAsync("b", "never");

        var (status, body) = await RawExchange.GetAsync(_server.Address, target);

        Assert.Equal(404, status);
        Assert.DoesNotContain("never", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plus_is_a_plus_in_a_path_and_a_blank_in_a_query()
    {
        await _server.PutAsync("a+b", "plus");
        await _server.PutAsync("a b", "blank");

        Assert.Contains("plus", (await RawExchange.GetAsync(_server.Address, "/cache/a+b")).Body, StringComparison.Ordinal);
        Assert.Contains("blank", (await RawExchange.GetAsync(_server.Address, "/get?key=a+b")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_with_scheme_and_host_and_one_with_a_query_mean_the_same_key()
    {
        await _server.PutAsync("k", "v");

        var whole = await RawExchange.GetAsync(_server.Address, "http://localhost/cache/k");
        var query = await RawExchange.GetAsync(_server.Address, "/cache/k?x=/y%zz");

        Assert.Equal(200, whole.Status);
        Assert.Equal(200, query.Status);
    }
}
