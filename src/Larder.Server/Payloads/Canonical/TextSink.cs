using System.Text;

namespace Larder.Server.Payloads.Canonical;

/// <summary>Collects the pieces as text.</summary>
internal readonly struct TextSink(StringBuilder text) : ICanonicalSink
{
    public void Take(ReadOnlySpan<byte> piece, bool isLast)
    {
        // The form is ASCII, so a piece cannot end within a character.
        Span<char> characters = stackalloc char[Math.Min(piece.Length, CanonicalForm.PieceLength)];
        while (!piece.IsEmpty)
        {
            Ascii.ToUtf16(piece[..Math.Min(piece.Length, characters.Length)], characters, out var written);
            text.Append(characters[..written]);
            piece = piece[written..];
        }
    }
}
