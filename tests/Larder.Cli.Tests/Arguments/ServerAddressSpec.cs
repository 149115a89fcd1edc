using Larder.Cli.Arguments;
using Larder.Cli.Output;

namespace Larder.Cli.Tests.Arguments;

public sealed class ServerAddressSpec
{
    [Theory]
    [InlineData("http://localhost:8000", "http://localhost:8000/payload")]
    [InlineData("http://localhost:8000/", "http://localhost:8000/payload")]
    [InlineData("http://localhost/", "http://localhost/payload")]
    [InlineData("https://cache.example///", "https://cache.example/payload")]
    [InlineData("http://[::1]:7171", "http://[::1]:7171/payload")]
    [InlineData("http://gate/larder/", "http://gate/larder/payload")]
    public void A_route_follows_the_address_whatever_its_end(string text, string route)
    {
        var address = ServerAddress.Parse(text);

        Assert.Equal(route, address.At("/payload").AbsoluteUri);
        Assert.Equal(text, address.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("localhost:8000")]
    [InlineData("//localhost")]
    [InlineData("file:///etc")]
    [InlineData("http://")]
    [InlineData("http://:80")]
    [InlineData("http://a b")]
    [InlineData("http://a:99999")]
    [InlineData("http://user:word@a")]
    [InlineData("http://a?b")]
    [InlineData("http://a#b")]
    public void What_is_no_address_is_refused_with_an_example(string text)
    {
        var fault = Assert.Throws<RefusedException>(() => ServerAddress.Parse(text));

        Assert.Contains("for example http://localhost:8000", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("word@", fault.Message, StringComparison.Ordinal);
    }
}
