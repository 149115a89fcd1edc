using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Reads whether a client takes gzip. Nothing is made of the header.</summary>
internal static class AcceptEncoding
{
    public static bool TakesGzip(StringValues header)
    {
        bool? named = null;
        var starred = false;
        for (var i = 0; i < header.Count; i++)
        {
            var rest = header[i].AsSpan();
            while (!rest.IsEmpty)
            {
                var comma = rest.IndexOf(',');
                var item = comma < 0 ? rest : rest[..comma];
                rest = comma < 0 ? default : rest[(comma + 1)..];

                var semicolon = item.IndexOf(';');
                var name = (semicolon < 0 ? item : item[..semicolon]).Trim();
                var isWanted = semicolon < 0 || Weight(item[(semicolon + 1)..]) > 0;
                if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase))
                    named = isWanted;
                else if (name is "*")
                    starred = isWanted;
            }
        }

        return named ?? starred;
    }

    private static double Weight(ReadOnlySpan<char> parameters)
    {
        var text = parameters.Trim();
        if (!text.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
            return 1;

        return double.TryParse(text[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
            ? weight
            : 0;
    }
}
