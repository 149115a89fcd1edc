using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Larder.Server.Configuration;

/// <summary>Decodes %XX strictly, where the framework leaves what is malformed as it is.</summary>
internal static class PercentEncoding
{
    /// <summary>False when a '%' is not followed by two hex digits, or when the bytes are not UTF-8.</summary>
    public static bool TryDecode(string text, out string decoded)
    {
        decoded = text;
        if (!text.Contains('%', StringComparison.Ordinal))
            return true;

        var encoded = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[encoded.Length];
        var count = 0;
        for (var i = 0; i < encoded.Length; i++, count++)
        {
            bytes[count] = encoded[i];
            if (encoded[i] != '%')
                continue;

            if (i + 2 >= encoded.Length || !TryParseHex(encoded.AsSpan(i + 1, 2), out bytes[count]))
                return false;
            i += 2;
        }

        decoded = Encoding.UTF8.GetString(bytes, 0, count);
        return Utf8.IsValid(bytes.AsSpan(0, count));
    }

    private static bool TryParseHex(ReadOnlySpan<byte> digits, out byte value) =>
        byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
