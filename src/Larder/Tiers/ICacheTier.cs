using System.Buffers;

namespace Larder.Tiers;

/// <summary>Where the bytes of one cache live beyond the memory of its process: a file, a server, another cache.</summary>
/// <remarks>
/// <para>What an implementer owes, and the contract suite tests:</para>
/// <list type="bullet">
/// <item>All members may run together. A call that has ended has taken effect: a read that begins later sees it, through
/// this object at once, and through others on the same place at once or within the time the tier documents.</item>
/// <item>Keys are any valid Unicode of up to 1,024 characters, the empty text included, and are told apart ordinally. They
/// belong to one cache: nothing that another cache, or the tier itself, keeps in the same place can be reached by a key.</item>
/// <item>A read gives the very bytes that were written, or says that there are none, or throws. It never gives those of
/// another key, nor those of an entry whose time is over.</item>
/// <item>Whatever keeps the tier from doing what was asked is thrown, as any exception; only "not there" is an answer. The
/// tier neither retries nor limits time: the guard around it does, and nobody else calls a tier.</item>
/// <item>A cancelled call ends soon, as <see cref="OperationCanceledException"/>; a write may have happened all the same.</item>
/// <item>A tier may lose entries at any time: a cache is no database. It must not bring back what was overwritten, removed
/// or cleared, restarts and crashes included.</item>
/// <item>Optional members throw <see cref="NotSupportedException"/> unless <see cref="Capabilities"/> has their bit.</item>
/// <item><see cref="IAsyncDisposable.DisposeAsync"/> may be called twice, and keeps what was written if the tier is durable.</item>
/// </list>
/// </remarks>
public interface ICacheTier : IAsyncDisposable
{
    /// <summary>What the tier is called in health reports and logs, such as <c>sqlite</c>. No secret, and no address with one.</summary>
    string Name { get; }

    /// <summary>What the tier can do beyond getting, setting, removing and clearing. Never changes.</summary>
    TierCapabilities Capabilities { get; }

    /// <summary>The versions of tags, where <see cref="TierCapabilities.Tags"/> is set; otherwise null.</summary>
    ITagVersions? Tags => null;

    /// <summary>Reads one entry.</summary>
    /// <param name="key">The key.</param>
    /// <param name="destination">Takes the bytes; nothing when there is no entry, and perhaps a part when the call fails.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What was found; the default value when there is no entry.</returns>
    ValueTask<TierEntry> GetAsync(string key, IBufferWriter<byte> destination, CancellationToken cancellationToken = default);

    /// <summary>Reads many entries, in one round trip where the tier has such.</summary>
    /// <param name="keys">The keys; one that is named twice is answered twice.</param>
    /// <param name="destination">Takes the bytes of all that are found, one after the other in the order of the keys.</param>
    /// <param name="found">Takes what was found for each key; as long as <paramref name="keys"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Ends when all have been looked for.</returns>
    ValueTask GetManyAsync(
        IReadOnlyList<string> keys, IBufferWriter<byte> destination, Memory<TierEntry> found, CancellationToken cancellationToken = default);

    /// <summary>Writes one entry, whatever was there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The bytes, the caller's again once the call has ended: who keeps them makes a copy.</param>
    /// <param name="timeToLive">How long the entry lives, more than zero; null for no end.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The version of the entry; 0 without <see cref="TierCapabilities.CompareAndSet"/>.</returns>
    ValueTask<long> SetAsync(
        string key, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default);

    /// <summary>Writes many entries as if one after the other, in one round trip where the tier has such.</summary>
    /// <param name="writes">The entries. When the call fails, any of them may have been written.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Ends when all have been written.</returns>
    ValueTask SetManyAsync(IReadOnlyList<TierWrite> writes, CancellationToken cancellationToken = default);

    /// <summary>Removes one entry.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether there was one whose time was not over.</returns>
    ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Removes many entries, in one round trip where the tier has such.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many there were.</returns>
    ValueTask<long> RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default);

    /// <summary>Removes every entry of the cache. The versions of tags stay.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Ends when no read that begins later can find them.</returns>
    ValueTask ClearAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes one entry if the key still has a version. Needs <see cref="TierCapabilities.CompareAndSet"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expectedVersion">The version it must have; 0 when there must be no entry.</param>
    /// <param name="value">The bytes.</param>
    /// <param name="timeToLive">How long the entry lives, more than zero; null for no end.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The version of the new entry; 0 when the key had another and nothing was written.</returns>
    ValueTask<long> TrySetAsync(
        string key, long expectedVersion, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default) =>
        Throw.TierCannot<ValueTask<long>>(Name, nameof(TierCapabilities.CompareAndSet));

    /// <summary>Lists the keys that begin with a text, a page at a time. Needs <see cref="TierCapabilities.Scan"/>.</summary>
    /// <param name="prefix">The text; the empty one for all keys.</param>
    /// <param name="cursor">Null for the first page, then what <see cref="TierPage.Next"/> said.</param>
    /// <param name="limit">About how many keys to return, at least 1.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A page. A key that is there throughout the listing is on at least one page.</returns>
    ValueTask<TierPage> ScanAsync(string prefix, string? cursor, int limit, CancellationToken cancellationToken = default) =>
        Throw.TierCannot<ValueTask<TierPage>>(Name, nameof(TierCapabilities.Scan));
}
