using System.Security.Cryptography;
using System.Text;

namespace Larder.AspNetCore.Security;

/// <summary>The keys that hold at a moment. Immutable.</summary>
internal sealed class KeyRing(IReadOnlyList<AccessKey> keys, bool isRequired)
{
    private readonly AccessKey[] _keys = [.. keys];

    /// <summary>Whether keys are demanded at all.</summary>
    internal bool IsRequired { get; } = isRequired;

    internal int Count => _keys.Length;

    /// <summary>Finds the key that a client sent. Nothing is allocated, and the time tells nothing about the keys.</summary>
    internal AccessKey? Find(ReadOnlySpan<char> sent)
    {
        if (sent.IsEmpty || sent.Length > AccessKey.LongestKey)
            return null;

        Span<byte> text = stackalloc byte[AccessKey.LongestKey * 3];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(sent, text)], hash);

        // All of them are compared, also behind the one that fits.
        AccessKey? found = null;
        foreach (var key in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(key.Hash, hash))
                found = key;
        }

        return found;
    }
}
