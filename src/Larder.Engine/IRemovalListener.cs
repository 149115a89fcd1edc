namespace Larder.Engine;

/// <summary>Hears of every entry that leaves a store, exactly once.</summary>
/// <remarks>
/// Called with no lock held, one call at a time, soon after the entry left: by the thread whose operation made it leave,
/// by another that is telling already, or by a thread of the pool. Calls of one key may arrive out of order. A listener
/// may use the store; what that removes is told after it returns. What it throws is counted in
/// <see cref="StoreStatistics.ListenerFailures"/> and goes no further: a write never fails because a listener did.
/// </remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public interface IRemovalListener<in TKey, in TValue>
{
    /// <summary>An entry has left.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The value it had.</param>
    /// <param name="cause">Why it left.</param>
    void OnRemoved(TKey key, TValue value, RemovalCause cause);
}
