using Larder.AspNetCore.Security;
using Larder.Testing;

namespace Larder.AspNetCore.Tests.Security;

[Collection(nameof(MeasuredAlone))]
public sealed class PaceMemorySpec
{
    [Fact]
    public void A_million_clients_take_no_more_memory_than_those_that_are_remembered()
    {
        const int Remembered = 10_000;
        var clock = new ManualClock();
        using var limiter = new RateLimiter(new RateLimit(PerSecond: 0.01, Burst: 1_000) { Clients = Remembered }, clock);
        PaceSpec.Fill(limiter, 0, 2 * Remembered);
        var before = MemoryProbe.LiveBytes();

        PaceSpec.Fill(limiter, 2 * Remembered, 1_000_000);

        Assert.InRange(limiter.Count, 1, Remembered);
        Assert.InRange(MemoryProbe.LiveBytes() - before, long.MinValue, 4 * 1024 * 1024);
    }
}
