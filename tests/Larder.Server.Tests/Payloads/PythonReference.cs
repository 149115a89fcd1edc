using System.Text;

namespace Larder.Server.Tests.Payloads;

/// <summary>
/// Payloads that a program in Python made in the same way, with the same numbers: what that program found out about them
/// stands in the tests as one hash.
/// </summary>
internal sealed class PythonReference(ulong seed)
{
    // Blanks of every kind, letters whose upper case is longer, letters beyond the basic plane, signs that JSON escapes.
    private static readonly int[] Alphabet =
    [
        0x61, 0x5A, 0x20, 0x20, 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1F, 0x85, 0xA0, 0x2003, 0x2028, 0x3000,
        0x200B, 0xDF, 0x131, 0x69, 0x130, 0x149, 0xFB03, 0x1F80, 0x1FF7, 0x587, 0xE9, 0x1C5, 0x3C2, 0x10428, 0x1F600,
        0x22, 0x5C, 0x2F, 0x3C, 0x27, 0x26, 0x2B, 0x2C, 0x00, 0x01, 0x08, 0x7F, 0xFFFF, 0xE000, 0x1E943, 0x10FFFF,
    ];

    private const int ItemsEnd = 4;
    private const int CharactersEnd = 12;

    private ulong _state = seed;

    public (string[] List1, string[] List2) NextPayload()
    {
        var count = Next(ItemsEnd);
        return (NextList(count), NextList(count));
    }

    private string[] NextList(int count)
    {
        var list = new string[count];
        for (var i = 0; i < count; i++)
            list[i] = NextText();
        return list;
    }

    private string NextText()
    {
        var text = new StringBuilder();
        for (var left = Next(CharactersEnd); left > 0; left--)
            text.Append(char.ConvertFromUtf32(Alphabet[Next(Alphabet.Length)]));
        return text.ToString();
    }

    // The linear congruential generator of Knuth's MMIX, in 64 bits that overflow.
    private int Next(int end)
    {
        _state = unchecked((_state * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)((_state >> 33) % (ulong)end);
    }
}
