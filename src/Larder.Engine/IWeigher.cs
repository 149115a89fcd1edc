namespace Larder.Engine;

/// <summary>Says how much of the capacity an entry takes.</summary>
/// <remarks>Called for each write that does not say its weight, before any lock is taken, even when nothing is then written. Must be thread-safe and must not throw.</remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public interface IWeigher<in TKey, in TValue>
{
    /// <summary>The weight of one entry, in the unit of <see cref="StoreOptions.Capacity"/>; zero or more.</summary>
    /// <param name="key">The key being written.</param>
    /// <param name="value">The value being written.</param>
    /// <returns>The weight: zero or more.</returns>
    int Weigh(TKey key, TValue value);
}
