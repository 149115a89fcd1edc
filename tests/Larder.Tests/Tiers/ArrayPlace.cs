using Larder.Testing.Tiers;
using Larder.Tiers;

namespace Larder.Tests.Tiers;

/// <summary>A distributed cache that knows arrays only.</summary>
public sealed class ArrayPlace : TierPlace
{
    internal ArrayCache Cache { get; } = new();

    public override ValueTask<ICacheTier> MakeAsync(string cacheName)
    {
        var options = new DistributedCacheTierOptions { Time = Clock, ClearDelay = TimeSpan.Zero };
        return new(new DistributedCacheTierFactory(Cache, options).Create(cacheName));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
