using Larder.Benchmarks.Peers;

namespace Larder.Benchmarks.Contestants;

/// <content>HybridCache.</content>
internal static partial class Entrants
{
    static partial void AddHybrid(List<Entrant> entrants) =>
        entrants.Add(new TextEntrant<HybridText>(Hybrid, "HybridCache", UncountedExpiring));
}
