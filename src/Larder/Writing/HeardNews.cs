using Larder.Invalidation;
using Larder.Memory;

namespace Larder.Writing;

/// <summary>What a cache with a tier beyond memory does with the news of others: memory forgets, and what the tier missed is owed here as well.</summary>
/// <remarks>
/// The sender will take it away, but perhaps later than this process asks, or never. Until it is paid, by whomever, nothing of it is
/// read from the tier: it is older than what was told here.
/// <para>
/// Invariants: none of its own. The debt comes before memory forgets: a look into the tier that begins between the two would
/// otherwise bring the old value back, and nothing would end it any more.
/// </para>
/// </remarks>
internal sealed class HeardNews(MemoryTier memory, Debts debts, LateWrites late) : IInvalidationSink
{
    public Guid Origin => memory.Origin;

    public void Apply(CacheInvalidation what)
    {
        if (what.Origin == Origin)
        {
            return;
        }

        if (what.TierMissedIt)
        {
            debts.Hear(what);
        }

        late.Hear(what);
        memory.Apply(what);
    }

    public void Distrust() => memory.Distrust();

    public void Trust() => memory.Trust();
}
