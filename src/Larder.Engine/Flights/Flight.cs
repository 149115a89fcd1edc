namespace Larder.Engine.Flights;

/// <summary>One load in the air: the identity, and so the generation, of a key that is being loaded.</summary>
/// <remarks>
/// Derive from it to carry what leader and followers share. A flight is begun by
/// <see cref="Store.MemoryStore{TKey, TValue}.BeginFlight"/> and belongs to that store from then on.
/// <para>Invariants: <see cref="Next"/> and <see cref="IsAlive"/> are written under the stripe lock of the key only.
/// A flight lives from its beginning until it is published, abandoned or killed, and never again.</para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public class Flight<TKey>(TKey key)
    where TKey : notnull
{
    private bool _alive;

    /// <summary>The key being loaded.</summary>
    public TKey Key { get; internal set; } = key;

    /// <summary>
    /// Whether the result may still be published. Once false it stays false; true may be old news by the time you read
    /// it, so only publishing decides.
    /// </summary>
    public bool IsAlive
    {
        get => Volatile.Read(ref _alive); // partner: the write under the stripe lock, below
        internal set => Volatile.Write(ref _alive, value);
    }

    /// <summary>Whether it was ever begun. Written under the stripe lock of the key.</summary>
    internal bool WasBegun { get; set; }

    /// <summary>Whether the key had an entry when it began, overdue or to be refreshed.</summary>
    internal bool BeganBesideEntry { get; set; }

    /// <summary>
    /// Whether somebody besides its leader may still look at it, so that it is never used again. Written under the stripe
    /// lock of the key, and never taken back.
    /// </summary>
    internal bool IsShared { get; set; }

    internal uint Hash { get; set; }

    internal Flight<TKey>? Next { get; set; }
}
