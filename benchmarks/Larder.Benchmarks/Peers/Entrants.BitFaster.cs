using Larder.Benchmarks.Peers;

namespace Larder.Benchmarks.Contestants;

/// <content>BitFaster.Caching.</content>
internal static partial class Entrants
{
    static partial void AddBitFaster(List<Entrant> entrants) => entrants.AddRange(
    [
        new TypedEntrant<BitFasterFastLruLong, BitFasterFastLruText>(FastLru, "FastConcurrentLru", Uncounted),
        new TypedEntrant<BitFasterLruLong, BitFasterLruText>(CountingLru, "ConcurrentLru", Plain),
        new TypedEntrant<BitFasterLfuLong, BitFasterLfuText>(Lfu, "ConcurrentLfu", Plain),
        new TypedEntrant<BitFasterFastTLruLong, BitFasterFastTLruText>(
            FastLruExpiring, "FastConcurrentTLru, expiring", UncountedExpiring),
    ]);
}
