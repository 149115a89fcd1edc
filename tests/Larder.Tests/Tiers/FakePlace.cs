using Larder.Testing.Tiers;
using Larder.Tiers;

namespace Larder.Tests.Tiers;

/// <summary>The fake tiers of one test, one for each cache.</summary>
public sealed class FakePlace : TierPlace
{
    private readonly Dictionary<string, FakeTier> _tiers = new(StringComparer.Ordinal);

    public override ValueTask<ICacheTier> MakeAsync(string cacheName)
    {
        if (!_tiers.TryGetValue(cacheName, out var tier))
        {
            _tiers[cacheName] = tier = new FakeTier(Clock);
        }

        return new ValueTask<ICacheTier>(tier);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
