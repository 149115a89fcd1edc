using Larder.Invalidation;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Tests.Invalidation;

/// <summary>Memory and Redis agree about which keys a pattern means.</summary>
[Trait("Needs", "Redis")]
public sealed class KeyPatternRedisSpec(ITestOutputHelper output)
{
    private const int Keys = 400;

    [Fact]
    public async Task Random_patterns_find_the_same_keys_in_a_real_server()
    {
        var patterns = TestScale.Current.Of("patterns asked of a real server", 500, 10_000);
        await using var server = await RedisServer.StartAsync();
        using var redis = RespConnection.To(server.Port);

        SeededRandom.Run(
            random =>
            {
                redis.Ask("FLUSHALL");
                string[] keys = [.. Enumerable.Range(0, Keys).Select(_ => GlobText.Key(random, most: 6)).Distinct()];
                foreach (var key in keys) redis.Ask("SET", key, "v");
                Assert.Equal((long)keys.Length, redis.Ask("DBSIZE"));

                for (var i = 0; i < patterns; i++)
                {
                    var pattern = KeyPattern.Parse(GlobText.Pattern(random, most: 6));
                    var found = redis.Scan(pattern.Text);
                    Assert.True(found.SetEquals(keys.Where(key => pattern.Matches(key))), $"Pattern {pattern}.");
                }
            },
            output.WriteLine);
    }
}
