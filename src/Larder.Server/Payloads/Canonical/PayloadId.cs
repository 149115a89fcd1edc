using System.Buffers;

namespace Larder.Server.Payloads.Canonical;

/// <summary>The form of an id: the SHA-256 of a payload in lower-case hex.</summary>
internal static class PayloadId
{
    public const int Length = 64;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// Whether any payload can have this id. Others are legal to ask for, but nobody needs to look for them.
    /// </summary>
    public static bool IsPossible(ReadOnlySpan<char> id) => id.Length == Length && !id.ContainsAnyExcept(Digits);
}
