using System.Buffers.Binary;
using System.Net;
using Larder.AspNetCore.Security;
using Larder.Testing;

namespace Larder.AspNetCore.Tests.Security;

public sealed class PaceSpec
{
    private static readonly Guid Client = Guid.Parse("11111111-2222-3333-4444-555555555555");

    [Fact]
    public void A_client_gets_its_burst_then_its_pace_and_is_told_when_to_come_again()
    {
        var clock = new ManualClock();
        using var limiter = new RateLimiter(new RateLimit(PerSecond: 2, Burst: 3), clock);

        var burst = Enumerable.Range(0, 3).Select(_ => limiter.TryTake(Client, out var _)).ToList();
        var fourth = limiter.TryTake(Client, out var wait);
        clock.Advance(wait);
        var afterWait = limiter.TryTake(Client, out _);
        var again = limiter.TryTake(Client, out _);

        Assert.All(burst, Assert.True);
        Assert.False(fourth);
        Assert.Equal(TimeSpan.FromSeconds(0.5), wait);
        Assert.True(afterWait);
        Assert.False(again);
    }

    [Fact]
    public void A_pause_fills_the_bucket_and_not_more()
    {
        var clock = new ManualClock();
        using var limiter = new RateLimiter(new RateLimit(PerSecond: 10, Burst: 5), clock);
        while (limiter.TryTake(Client, out _))
        {
        }

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(5, Enumerable.Range(0, 20).Count(_ => limiter.TryTake(Client, out var _)));
    }

    [Fact]
    public void Clients_do_not_share_a_bucket()
    {
        using var limiter = new RateLimiter(new RateLimit(PerSecond: 1, Burst: 1), new ManualClock());

        Assert.True(limiter.TryTake(Client, out _));
        Assert.False(limiter.TryTake(Client, out _));
        Assert.True(limiter.TryTake(Guid.Empty, out _));
    }

    [Fact]
    public void Who_has_been_quiet_until_the_bucket_was_full_is_forgotten()
    {
        var clock = new ManualClock();
        using var limiter = new RateLimiter(new RateLimit(PerSecond: 10, Burst: 100), clock);
        Fill(limiter, 0, 500);
        var busy = limiter.Count;

        clock.Advance(TimeSpan.FromSeconds(11));
        limiter.TryTake(Client, out _);

        Assert.Equal(500, busy);
        Assert.Equal(1, limiter.Count);
    }

    [Fact]
    public void Many_threads_of_one_client_share_its_tokens()
    {
        using var limiter = new RateLimiter(new RateLimit(PerSecond: 1, Burst: 1_000), new ManualClock());
        var taken = 0;

        ThreadTeam.Run(4, _ =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                if (limiter.TryTake(Client, out var _))
                    Interlocked.Increment(ref taken);
            }
        });

        Assert.Equal(1_000, taken);
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("a00:1::", "10.0.0.1", false)]
    public void A_client_is_an_address_of_ipv4_or_a_network_of_ipv6(string one, string other, bool isSame)
    {
        Assert.Equal(
            isSame, RateLimiter.ClientOf(IPAddress.Parse(one)) == RateLimiter.ClientOf(IPAddress.Parse(other)));
    }

    [Fact]
    public async Task Over_http_it_is_429_with_retry_after_and_never_for_health()
    {
        var clock = new ManualClock();
        await using var server = await GuardedServer.StartAsync(
            new AccessOptions { RateLimit = new RateLimit(PerSecond: 0.1, Burst: 2) }, clock);
        await server.StatusAsync("GET", "/data");
        await server.StatusAsync("GET", "/data");

        using var third = await server.SendAsync("GET", "/data");
        var health = await server.StatusAsync("GET", "/health/live");
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), third.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, health);
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", "/data"));
        Assert.Equal(1, server.Guard.RefusedBy(RefusalCause.TooMany));
    }

    [Fact]
    public async Task A_key_has_a_pace_of_its_own_and_guessing_keys_uses_up_that_of_the_address()
    {
        await using var server = await GuardedServer.StartAsync(
            new AccessOptions { Keys = new AccessKeys(Keys.All), RateLimit = new RateLimit(PerSecond: 0.01, Burst: 1) },
            new ManualClock());

        Assert.Equal(HttpStatusCode.Unauthorized, await server.StatusAsync("GET", "/data", Keys.Bearer("guess-1")));
        Assert.Equal(HttpStatusCode.TooManyRequests, await server.StatusAsync("GET", "/data", Keys.Bearer("guess-2")));
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", "/data", Keys.Bearer(Keys.Reader)));
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", "/data", Keys.Bearer(Keys.Writer)));
        Assert.Equal(HttpStatusCode.TooManyRequests, await server.StatusAsync("GET", "/data", Keys.Bearer(Keys.Reader)));
    }

    [Fact]
    public void A_limit_that_makes_no_sense_says_so()
    {
        Assert.Equal(3, (new RateLimit(PerSecond: double.NaN, Burst: 0) { Clients = 1 }).Validate().Count);
        Assert.Empty(new RateLimit(PerSecond: 1, Burst: 1).Validate());
    }

    internal static void Fill(RateLimiter limiter, int from, int to)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        for (var i = from; i < to; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, i);
            limiter.TryTake(new Guid(bytes), out _);
        }
    }
}
