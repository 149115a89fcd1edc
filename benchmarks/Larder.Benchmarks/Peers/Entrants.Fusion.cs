using Larder.Benchmarks.Peers;

namespace Larder.Benchmarks.Contestants;

/// <content>FusionCache.</content>
internal static partial class Entrants
{
    static partial void AddFusion(List<Entrant> entrants) =>
        entrants.Add(new TextEntrant<FusionText>(Fusion, "FusionCache", UncountedExpiring));
}
