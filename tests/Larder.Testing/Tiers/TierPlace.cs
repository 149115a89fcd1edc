using Larder.Tiers;

namespace Larder.Testing.Tiers;

/// <summary>A file, a server, a heap: what the tiers of one test have in common.</summary>
public abstract class TierPlace : IAsyncDisposable
{
    /// <summary>The clock of the tiers.</summary>
    public ManualClock Clock { get; } = new();

    /// <summary>Makes a tier of a cache; tiers of one name have the same entries.</summary>
    public abstract ValueTask<ICacheTier> MakeAsync(string cacheName);

    /// <summary>Lets time pass, by default on the manual clock.</summary>
    public virtual ValueTask PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
