using Larder.AspNetCore.Security;
using Larder.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Larder.AspNetCore.Tests.Security;

public sealed class DoorCostSpec
{
    [Fact]
    public void Without_keys_the_door_allocates_nothing()
    {
        Assert.Equal(0, BytesOf(new AccessOptions(), "x"));
    }

    [Fact]
    public void With_keys_it_allocates_nothing_either()
    {
        Assert.Equal(0, BytesOf(new AccessOptions { Keys = new AccessKeys(Keys.All) }, Keys.Reader));
    }

    [Fact]
    public void With_keys_and_a_pace_it_allocates_nothing_for_a_client_it_knows()
    {
        var options = new AccessOptions
        {
            Keys = new AccessKeys(Keys.All),
            RateLimit = new RateLimit(PerSecond: 1_000_000, Burst: 1_000_000),
        };

        Assert.Equal(0, BytesOf(options, Keys.Reader));
    }

    private static long BytesOf(AccessOptions options, string key)
    {
        using var guard = new AccessGuard(options, TimeProvider.System);
        var passed = 0;
        var gate = new AccessGate(
            _ =>
            {
                passed++;
                return Task.CompletedTask;
            },
            _ => throw new InvalidOperationException("refused"),
            guard);
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = "GET", RawTarget = "/cache/hot", Path = "/cache/hot" });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        var context = new DefaultHttpContext(features);
        context.Request.Headers.Authorization = $"Bearer {key}";

        var bytes = AllocationMeter.BytesOf(() => gate.InvokeAsync(context).GetAwaiter().GetResult());

        Assert.True(passed >= 1_000, "The door let the request in.");
        return bytes;
    }
}
