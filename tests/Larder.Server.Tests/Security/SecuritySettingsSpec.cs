using Larder.AspNetCore.Security;
using Larder.Server.Configuration;
using Larder.Server.Security;
using Larder.Server.Tests.Configuration;

namespace Larder.Server.Tests.Security;

public sealed class SecuritySettingsSpec
{
    [Fact]
    public void Nothing_is_demanded_by_default()
    {
        var settings = Read(out var faults);

        Assert.Empty(faults);
        Assert.Empty(settings.Keys);
        Assert.False(settings.WantsKeys);
        Assert.Equal(AnonymousAccess.None, settings.Anonymous);
        Assert.Empty(settings.Proxies);
        Assert.Null(settings.RateLimit);
    }

    [Fact]
    public void Keys_come_as_a_json_list_or_one_by_one()
    {
        var list = Read(out _, ("Larder:Security:Keys", $"""["{TestKeys.Line("a", "read")}"]"""));
        var single = Read(out _, ("Larder:Security:Keys:0", TestKeys.Line("a", "ADMIN")), ("Larder:Security:Keys:1", TestKeys.Line("b", "write")));

        Assert.Equal(["a (Read)"], list.Keys.Select(key => key.ToString()));
        Assert.Equal(["a (Admin)", "b (Write)"], single.Keys.Select(key => key.ToString()));
    }

    [Theory]
    [InlineData("Larder:Security:Anonymous", "All", "must be None or Data, but was 'All'")]
    [InlineData("Larder:Security:Proxies", """["proxy.example"]""", "must hold addresses such as '10.0.0.7'")]
    [InlineData("Larder:Security:Keys", """["a read"]""", "must be of the form 'name scope hash'")]
    [InlineData("Larder:Security:KeyFile", "/no/such/file", "The key file /no/such/file cannot be read")]
    [InlineData("Larder:Security:RateLimit:PerMinute", "fast", "must be a whole number from 1 to 60000000")]
    public void What_is_wrong_is_told(string name, string value, string sentence)
    {
        Read(out var faults, (name, value));

        Assert.Contains(sentence, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pace_allows_a_burst_of_ten_seconds()
    {
        var settings = Read(out _, ("Larder:Security:RateLimit:PerMinute", "3000"));

        Assert.Equal(new RateLimit(50, 500) { Clients = 100_000 }, settings.RateLimit);
    }

    [Fact]
    public void Settings_print_no_hash()
    {
        var settings = Read(out _, ("Larder:Security:Keys:0", TestKeys.Line("a", "read")));

        Assert.DoesNotContain(AccessKey.HashOf("a"), settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(AccessKey.HashOf("a"), string.Join(' ', settings.Keys), StringComparison.Ordinal);
    }

    private static SecuritySettings Read(out IReadOnlyList<string> faults, params (string, string)[] pairs)
    {
        var gathered = new StartFaults();
        var settings = SecuritySettings.Read(TestSettings.Of(pairs), gathered);
        faults = gathered.Sentences;
        return settings;
    }
}
