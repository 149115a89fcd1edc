namespace Larder.Engine.Entries;

/// <summary>An entry with a weight of its own, a sliding deadline, or both.</summary>
/// <remarks>
/// Invariants: <see cref="Cap"/> and <see cref="SlidingMs"/> are written under the stripe lock and read by hits without
/// it. Once <see cref="SlidingMs"/> is not zero it stays as it is, and <see cref="Cap"/> only moves later: a hit that
/// slides by what it read a moment ago sets no deadline that the present terms would not allow.
/// </remarks>
internal sealed class WeightedEntry<TKey, TValue>(
    uint hash, TKey key, TValue value, in EntryTerms terms)
    : TimedEntry<TKey, TValue>(hash, terms.Flags, key, value, terms.Due)
    where TKey : notnull
{
    /// <summary>The deadline that sliding never passes.</summary>
    internal long Cap = terms.Cap;

    /// <summary>How far each access moves the deadline, in milliseconds; zero when it does not slide.</summary>
    internal uint SlidingMs = terms.SlidingMs;

    /// <summary>Never changes: the policy has it on its books. An entry of another weight takes its place instead.</summary>
    internal readonly int Units = terms.Weight;

    internal override int Weight => Units;
}
