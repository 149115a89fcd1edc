using System.Text.Json;
using Larder.Cli.Output;

namespace Larder.Cli.Load;

/// <summary>
/// Values made ahead of the run: printable ASCII with the blanks that Python counts to it, as the source project's
/// load writes them. A pool, because making 256 random characters would cost more than sending them.
/// </summary>
internal sealed class ValuePool
{
    private const int CountMax = 1024;
    private const int CountMin = 2;

    /// <summary>Large values are few: the pool holds about this much.</summary>
    private const int BytesWanted = 8 * 1024 * 1024;

    private const string Blanks = " \t\n\r\v\f";
    private const char FirstPrintable = '!';
    private const char LastPrintable = '~';

    private readonly string[] _texts;
    private readonly byte[][] _json;

    public ValuePool(int length, int seed)
    {
        var random = new Random(seed);
        _texts = new string[length == 0 ? 1 : Math.Clamp(BytesWanted / length, CountMin, CountMax)];
        _json = new byte[_texts.Length][];

        for (var i = 0; i < _texts.Length; i++)
        {
            _texts[i] = string.Create(length, random, Fill);
            _json[i] = JsonEncodedText.Encode(_texts[i], PlainJsonEncoder.Instance).EncodedUtf8Bytes.ToArray();
        }
    }

    public int Count => _texts.Length;

    public string Text(int value) => _texts[value];

    /// <summary>The inside of a JSON string, escaped and without its quotes.</summary>
    public ReadOnlySpan<byte> Json(int value) => _json[value];

    private static void Fill(Span<char> target, Random random)
    {
        const int Printable = LastPrintable - FirstPrintable + 1;
        foreach (ref var character in target)
        {
            var pick = random.Next(Printable + Blanks.Length);
            character = pick < Printable ? (char)(FirstPrintable + pick) : Blanks[pick - Printable];
        }
    }
}
