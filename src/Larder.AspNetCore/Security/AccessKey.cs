using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Larder.AspNetCore.Security;

/// <summary>A key that was given to a client, as the server knows it: its hash, and never itself. Immutable.</summary>
public sealed class AccessKey
{
    /// <summary>The most characters that are read of what a client sends as its key.</summary>
    public const int LongestKey = 256;

    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 64;

    private const string Prefix = "larder_";
    private const int RandomBytes = 32;

    private readonly byte[] _hash;

    private AccessKey(string name, AccessScope scope, byte[] hash)
    {
        Name = name;
        Scope = scope;
        _hash = hash;
        Client = new Guid(hash.AsSpan(0, 16));
    }

    /// <summary>What people call it, so that it can be told from others.</summary>
    public string Name { get; }

    /// <summary>What it opens.</summary>
    public AccessScope Scope { get; }

    internal ReadOnlySpan<byte> Hash => _hash;

    /// <summary>By what the key is known where clients are counted.</summary>
    internal Guid Client { get; }

    /// <summary>Makes a new key from 256 random bits. It is shown to whoever asked and kept nowhere.</summary>
    /// <returns>The key, as a client sends it.</returns>
    public static string Generate() =>
        Prefix + System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The hash that stands in the settings in place of a key.</summary>
    /// <param name="key">The key, as a client sends it.</param>
    /// <returns>Its SHA-256, as 64 hexadecimal digits.</returns>
    public static string HashOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }

    /// <summary>Reads a key from its parts.</summary>
    /// <param name="name">What people call it: letters, digits, and the signs <c>- _ .</c>, at most 64 of them.</param>
    /// <param name="scope"><c>read</c>, <c>write</c> or <c>admin</c>.</param>
    /// <param name="hash">What <see cref="HashOf"/> gives.</param>
    /// <param name="key">The key, when all parts are well.</param>
    /// <param name="fault">What is wrong otherwise, as the end of a sentence. It repeats neither name nor hash.</param>
    /// <returns>Whether all parts are well.</returns>
    public static bool TryCreate(
        string? name, string? scope, string? hash, [NotNullWhen(true)] out AccessKey? key, out string fault)
    {
        key = null;
        fault = "";
        if (name is null or { Length: 0 or > LongestName } || !name.All(IsPartOfName))
            fault = $"must have a name of 1 to {LongestName} letters, digits and the signs - _ .";
        else if (ScopeOf(scope) is not { } known)
            fault = "must have the scope read, write or admin";
        else if (HashBytesOf(hash) is not { } bytes)
            fault = "must have the SHA-256 of the key as 64 hexadecimal digits, and not the key itself";
        else
            key = new AccessKey(name, known, bytes);
        return key is not null;
    }

    /// <summary>Name and scope; the hash is nobody's business.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => $"{Name} ({Scope})";

    private static bool IsPartOfName(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.';

    private static AccessScope? ScopeOf(string? text) => text?.ToUpperInvariant() switch
    {
        "READ" => AccessScope.Read,
        "WRITE" => AccessScope.Write,
        "ADMIN" => AccessScope.Admin,
        _ => null,
    };

    private static byte[]? HashBytesOf(string? text) =>
        text is { Length: 2 * SHA256.HashSizeInBytes } && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;
}
