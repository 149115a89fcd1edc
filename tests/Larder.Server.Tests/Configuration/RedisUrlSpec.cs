using Larder.Server.Configuration;

namespace Larder.Server.Tests.Configuration;

public sealed class RedisUrlSpec
{
    [Theory]
    [InlineData("redis://localhost", "localhost", 6379, null, null, 0, false)]
    [InlineData("redis://localhost:6380/2", "localhost", 6380, null, null, 2, false)]
    [InlineData("redis://localhost/", "localhost", 6379, null, null, 0, false)]
    [InlineData("redis://:p%40ss@cache:6380/2", "cache", 6380, null, "p@ss", 2, false)]
    [InlineData("rediss://me:pw@[::1]:6380", "::1", 6380, "me", "pw", 0, true)]
    public void An_address_of_redis_is_read(
        string text, string host, int port, string? user, string? password, int database, bool isEncrypted)
    {
        Assert.True(RedisUrl.TryParse(text, out var settings, out var fault), fault);

        Assert.Equal(new RedisSettings(host, port, user, password, database, isEncrypted), settings);
    }

    [Theory]
    [InlineData("localhost:6379", "must begin with redis://")]
    [InlineData("http://:geheim@localhost", "must begin with redis://")]
    [InlineData("redis://:geheim@localhost/x", "number of a database")]
    [InlineData("redis://:geheim@localhost/-1", "number of a database")]
    [InlineData("redis://:geheim@localhost/10000", "number of a database")]
    [InlineData("redis://:geheim@localhost:x", "must have a port")]
    [InlineData("redis://:ge/geheim@localhost", "must name a host")]
    [InlineData("redis://:geheim@localhost/1?db=2", "options")]
    public void What_is_malformed_is_told_without_the_password(string text, string expected)
    {
        Assert.False(RedisUrl.TryParse(text, out _, out var fault));

        Assert.Contains(expected, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis://:geheim@localhost/2", "redis://:***@localhost:6379/2")]
    [InlineData("rediss://me:geheim@localhost", "rediss://me:***@localhost:6379/0")]
    [InlineData("redis://localhost", "redis://localhost:6379/0")]
    public void Settings_print_themselves_without_the_password(string text, string expected)
    {
        Assert.True(RedisUrl.TryParse(text, out var settings, out _));

        Assert.Equal(expected, settings.ToString());
    }
}
