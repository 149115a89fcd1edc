namespace Larder.AspNetCore.Security;

/// <summary>The keys of a host, which can be replaced while it runs. Any number of threads may use it at once.</summary>
/// <remarks>
/// Invariants. The ring is replaced as a whole; a request sees one ring from its beginning to its end. Once keys are
/// demanded they always are: a file that came out empty locks everybody out, and lets nobody in.
/// </remarks>
public sealed class AccessKeys
{
    /// <summary>The most keys, because each is compared with each request.</summary>
    public const int MostKeys = 100;

    private readonly Lock _replacing = new();

    // Written under the lock; the partner is the read in Current.
    private KeyRing _ring;

    /// <summary>Takes the first keys.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="isRequired">Whether a key is demanded even if there is none.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MostKeys"/>, or two with one name or one hash.</exception>
    public AccessKeys(IReadOnlyList<AccessKey> keys, bool isRequired = false)
    {
        ThrowIfFaulty(keys);
        _ring = new KeyRing(keys, isRequired || keys.Count > 0);
    }

    /// <summary>Whether a key is demanded.</summary>
    public bool IsRequired => Current.IsRequired;

    /// <summary>How many keys there are.</summary>
    public int Count => Current.Count;

    internal KeyRing Current => Volatile.Read(ref _ring); // partner: the writes in Replace and in the constructor

    /// <summary>Puts other keys in the place of those that hold.</summary>
    /// <param name="keys">The keys.</param>
    /// <exception cref="ArgumentException">As with the first ones; those that held still hold.</exception>
    public void Replace(IReadOnlyList<AccessKey> keys)
    {
        ThrowIfFaulty(keys);
        lock (_replacing)
        {
            var isRequired = _ring.IsRequired || keys.Count > 0;
            Volatile.Write(ref _ring, new KeyRing(keys, isRequired)); // partner: the read in Current
        }
    }

    /// <summary>What is wrong with keys as a set.</summary>
    /// <param name="keys">The keys.</param>
    /// <returns>A sentence, or null.</returns>
    public static string? FaultOf(IReadOnlyList<AccessKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count > MostKeys)
            return $"There must be at most {MostKeys} keys, but there are {keys.Count}. Take out those that nobody uses.";
        if (keys.GroupBy(key => key.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } name)
            return $"Each key must have a name of its own, but '{name.Key}' is there twice. Rename one of them.";
        return keys.GroupBy(key => Convert.ToHexString(key.Hash)).FirstOrDefault(group => group.Count() > 1) is { } twins
            ? $"Each key must be another one, but {string.Join(" and ", twins.Select(key => $"'{key.Name}'"))} are the same. Remove one of them."
            : null;
    }

    private static void ThrowIfFaulty(IReadOnlyList<AccessKey> keys)
    {
        if (FaultOf(keys) is { } fault)
            throw new ArgumentException(fault, nameof(keys));
    }
}
