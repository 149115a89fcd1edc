using System.Diagnostics.CodeAnalysis;

namespace Larder.Engine.Store;

/// <summary>Look-ups by characters, for stores whose keys are strings.</summary>
public static class MemoryStoreLookups
{
    /// <summary>Looks a key up by its characters, so that no string has to be made for a hit.</summary>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="store">The store.</param>
    /// <param name="key">The characters of the key.</param>
    /// <param name="value">The value, when there is one.</param>
    /// <returns>Whether there is a living entry.</returns>
    /// <exception cref="NotSupportedException">The store compares its keys other than ordinally.</exception>
    public static bool TryGet<TValue>(
        this MemoryStore<string, TValue> store, ReadOnlySpan<char> key, [MaybeNullWhen(false)] out TValue value)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.TryGetByCharacters(key, out value);
    }
}
