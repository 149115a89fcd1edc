namespace Larder.Engine;

/// <summary>What a listing says of one entry, without its value.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <param name="Key">The key.</param>
/// <param name="ExpiresIn">How long it has to live, unless it is prolonged; null when it does not expire.</param>
/// <param name="Weight">How much of the capacity it takes.</param>
/// <param name="Priority">Whether it may be evicted.</param>
/// <param name="Frequency">How often its key was asked for of late, by the policy's estimate: 0 to 15.</param>
public readonly record struct EntryInfo<TKey>(
    TKey Key, TimeSpan? ExpiresIn, int Weight, EntryPriority Priority, int Frequency)
    where TKey : notnull;
