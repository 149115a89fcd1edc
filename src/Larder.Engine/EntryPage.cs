namespace Larder.Engine;

/// <summary>One page of a listing.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <param name="Entries">The entries of the page; may be empty although more follow.</param>
/// <param name="Next">What to pass to get the next page; zero when this was the last.</param>
public readonly record struct EntryPage<TKey>(IReadOnlyList<EntryInfo<TKey>> Entries, long Next)
    where TKey : notnull;
