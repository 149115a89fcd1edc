using System.Buffers;
using System.Text;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Turns a piece of an address into a key: decoded exactly once, and held against the rule for keys.</summary>
internal sealed class KeyDecoder(KeyValueOptions options)
{
    private const int EscapeLength = 3;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a key.</summary>
    /// <param name="raw">What the client wrote.</param>
    /// <param name="plusIsSpace">Whether a plus sign is a blank, as in a query.</param>
    /// <param name="key">The key.</param>
    public KeyFault Decode(ReadOnlySpan<char> raw, bool plusIsSpace, out string key)
    {
        key = "";
        Span<char> space = stackalloc char[KeyValueOptions.LongestKey];
        var fault = Decode(raw, plusIsSpace, space, out var length);
        if (fault == KeyFault.None)
            key = new string(space[..length]);
        return fault;
    }

    /// <summary>Decodes a key into characters; <paramref name="space"/> must have room for the longest key.</summary>
    public KeyFault Decode(ReadOnlySpan<char> raw, bool plusIsSpace, Span<char> space, out int length)
    {
        length = 0;
        Span<byte> bytes = stackalloc byte[KeyValueOptions.LongestKey * EscapeLength];
        var fault = Unescape(raw, plusIsSpace, bytes, out var count);
        return fault != KeyFault.None ? fault : ToCharacters(bytes[..count], space, out length);
    }

    /// <summary>Holds a key that is UTF-8 already against the rule.</summary>
    public KeyFault Check(ReadOnlySpan<byte> utf8, out string key)
    {
        key = "";
        if (utf8.Length > options.KeyLength * EscapeLength)
            return KeyFault.TooLong;

        Span<char> space = stackalloc char[KeyValueOptions.LongestKey * EscapeLength];
        var fault = ToCharacters(utf8, space, out var length);
        if (fault == KeyFault.None)
            key = new string(space[..length]);
        return fault;
    }

    /// <summary>What to tell the client. The key itself is never repeated.</summary>
    public string Sentence(KeyFault fault) => fault switch
    {
        KeyFault.BadEscape => "The key has a percent sign that two hexadecimal digits do not follow. Write %25 for the sign itself.",
        KeyFault.NotAscii => "The key must be ASCII.",
        KeyFault.NotUtf8 => "The key must be valid UTF-8.",
        _ => $"The key must have at most {options.KeyLength} characters.",
    };

    private static KeyFault Unescape(ReadOnlySpan<char> raw, bool plusIsSpace, Span<byte> bytes, out int count)
    {
        count = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (count == bytes.Length)
                return KeyFault.TooLong;

            var letter = raw[i];
            if (letter == '%')
            {
                if (i + 2 >= raw.Length || !TryReadHex(raw.Slice(i + 1, 2), out bytes[count]))
                    return KeyFault.BadEscape;
                count++;
                i += 2;
            }
            else if (letter > '\x7f')
            {
                return KeyFault.NotAscii;
            }
            else
            {
                bytes[count++] = letter == '+' && plusIsSpace ? (byte)' ' : (byte)letter;
            }
        }

        return KeyFault.None;
    }

    private static bool TryReadHex(ReadOnlySpan<char> digits, out byte value)
    {
        Span<byte> single = stackalloc byte[1];
        var status = Convert.FromHexString(digits, single, out _, out _);
        value = single[0];
        return status == OperationStatus.Done;
    }

    private KeyFault ToCharacters(ReadOnlySpan<byte> bytes, Span<char> space, out int length)
    {
        length = 0;
        if (options.Text == KeyValueText.Ascii && !Ascii.IsValid(bytes))
            return KeyFault.NotAscii;
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            return KeyFault.NotUtf8;
        if (Strict.GetCharCount(bytes) > options.KeyLength)
            return KeyFault.TooLong;

        length = Strict.GetChars(bytes, space);
        return KeyFault.None;
    }
}
