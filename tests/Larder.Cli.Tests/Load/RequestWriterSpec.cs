using System.Text;
using System.Text.Json;
using Larder.Cli.Arguments;
using Larder.Cli.Load;

namespace Larder.Cli.Tests.Load;

public sealed class RequestWriterSpec
{
    private readonly KeySet _keys = new(3, seed: 5);
    private readonly ValuePool _values = new(256, seed: 5);

    [Theory]
    [InlineData("http://localhost:7171", nameof(RouteStyle.Cache), "PUT /cache HTTP/1.1\r\nHost: localhost:7171\r\n")]
    [InlineData("http://localhost:7171", nameof(RouteStyle.Put), "POST /put HTTP/1.1\r\nHost: localhost:7171\r\n")]
    [InlineData("http://cache.example/base/", nameof(RouteStyle.Cache), "PUT /base/cache HTTP/1.1\r\nHost: cache.example\r\n")]
    [InlineData("http://[::1]:7171", nameof(RouteStyle.Put), "POST /put HTTP/1.1\r\nHost: [::1]:7171\r\n")]
    public void A_put_is_a_whole_request_with_its_body(string host, string routes, string start)
    {
        var text = Write(host, routes, new Operation(IsPut: true, Key: 1, Value: 2));

        var parts = text.Split("\r\n\r\n");
        Assert.StartsWith(start, text, StringComparison.Ordinal);
        Assert.Equal(
            $"{start}Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(parts[1])}", parts[0]);
        using var body = JsonDocument.Parse(parts[1]);
        Assert.Equal(Encoding.ASCII.GetString(_keys[1]), body.RootElement.GetProperty("key").GetString());
        Assert.Equal(_values.Text(2), body.RootElement.GetProperty("value").GetString());
    }

    [Theory]
    [InlineData(nameof(RouteStyle.Cache), "GET /cache/KEY HTTP/1.1\r\nHost: localhost:7171\r\n\r\n")]
    [InlineData(nameof(RouteStyle.Put), "GET /get?key=KEY HTTP/1.1\r\nHost: localhost:7171\r\n\r\n")]
    public void A_get_is_a_whole_request(string routes, string expected)
    {
        var text = Write("http://localhost:7171", routes, new Operation(IsPut: false, Key: 2, Value: 0));

        Assert.Equal(expected.Replace("KEY", Encoding.ASCII.GetString(_keys[2]), StringComparison.Ordinal), text);
    }

    [Fact]
    public void Values_are_ASCII_of_the_length_asked_for_and_use_blanks_and_signs()
    {
        var all = string.Concat(Enumerable.Range(0, _values.Count).Select(_values.Text));

        Assert.All(Enumerable.Range(0, _values.Count), value => Assert.Equal(256, _values.Text(value).Length));
        Assert.All(all, character => Assert.InRange(character, '\t', '~'));
        Assert.Equal(100, all.Distinct().Count());
        Assert.All(
            Enumerable.Range(0, _values.Count),
            value => Assert.Equal(_values.Text(value), JsonSerializer.Deserialize<string>($"\"{Encoding.ASCII.GetString(_values.Json(value))}\"")));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1024)]
    [InlineData(16 * 1024 * 1024, 2)]
    public void Large_values_are_few(int length, int count)
    {
        Assert.Equal(count, new ValuePool(length, seed: 1).Count);
    }

    private string Write(string host, string routes, Operation operation)
    {
        byte[] buffer = [];
        var writer = new RequestWriter(ServerAddress.Parse(host), Enum.Parse<RouteStyle>(routes), _keys, _values);
        return Encoding.ASCII.GetString(writer.Write(operation, ref buffer).Span);
    }
}
