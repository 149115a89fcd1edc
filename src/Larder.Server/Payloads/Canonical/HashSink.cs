using System.Security.Cryptography;

namespace Larder.Server.Payloads.Canonical;

/// <summary>Hashes the pieces; a form that came in one piece is hashed in one call, without an object for the state.</summary>
internal ref struct HashSink(Span<byte> digest) : ICanonicalSink
{
    private readonly Span<byte> _digest = digest;
    private IncrementalHash? _hash;

    public void Take(ReadOnlySpan<byte> piece, bool isLast)
    {
        if (isLast && _hash is null)
        {
            SHA256.HashData(piece, _digest);
            return;
        }

        _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _hash.AppendData(piece);
        if (!isLast)
            return;

        _hash.GetHashAndReset(_digest);
        _hash.Dispose();
    }
}
