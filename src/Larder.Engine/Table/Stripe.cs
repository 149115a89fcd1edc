using System.Runtime.CompilerServices;

namespace Larder.Engine.Table;

/// <summary>One share of the table: the lock that its writers hold, and what they count while they hold it.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>Every field but <see cref="Lock"/> is written under <see cref="Lock"/> only. Readers without it see each count
/// whole (64-bit stores are atomic) and exact once writers are quiet.</item>
/// <item><see cref="Count"/> is the number of living entries whose hash falls into this stripe, and
/// <see cref="Weight"/> the sum of their weights.</item>
/// </list>
/// </remarks>
internal sealed class Stripe
{
    /// <summary>How many values <see cref="RemovalCause"/> has.</summary>
    internal const int Causes = 6;

    private const int WordsApart = 10;

    internal readonly Lock Lock = new();
    internal long Count;
    internal long Weight;
    internal long Sets;
    internal long Loads;
    internal long LoadFailures;
    internal CauseCounts Removals;

    internal void CountRemoval(RemovalCause cause) => Removals[(int)cause]++;

    /// <summary>
    /// A count for each <see cref="RemovalCause"/>, and room behind them: the stripes lie side by side in memory, and
    /// two writers on two stripes must not write the same cache line.
    /// </summary>
    [InlineArray(Causes + WordsApart)]
    internal struct CauseCounts
    {
        private long _first;
    }
}
