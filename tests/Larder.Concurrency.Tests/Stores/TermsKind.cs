namespace Larder.Concurrency.Tests.Stores;

/// <summary>What the entries of a store under test carry.</summary>
public enum TermsKind
{
    /// <summary>Key and value.</summary>
    Plain,

    /// <summary>A deadline, an hour after the write.</summary>
    Timed,

    /// <summary>A deadline that accesses move, an hour ahead each.</summary>
    Sliding,

    /// <summary>A weight, from 1 to <see cref="NumberedStore.HeaviestWeight"/>.</summary>
    Weighted,

    /// <summary>Now this, now that: so that entries change their shape when they are overwritten.</summary>
    Mixed,

    /// <summary>
    /// Now never to be removed, now like any other, with and without a deadline: the keys of which
    /// <see cref="NumberedStore.MayBePinned"/> is true.
    /// </summary>
    Pinned,
}
