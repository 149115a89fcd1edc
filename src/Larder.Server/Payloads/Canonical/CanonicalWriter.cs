using System.Buffers;
using System.Text;
using Larder.Server.Payloads.Requests;
using Larder.Server.Replies;

namespace Larder.Server.Payloads.Canonical;

/// <summary>
/// Writes a payload as Python's <c>json.dumps(…, sort_keys=True)</c> does, piece by piece into whatever takes it.
/// </summary>
/// <remarks>
/// ASCII only; a blank after each comma and colon; every UTF-16 unit that is not printable ASCII as <c>\uxxxx</c> in
/// lower-case hex. System.Text.Json can do none of the three.
/// </remarks>
internal ref struct CanonicalWriter<TSink>
    where TSink : ICanonicalSink, allows ref struct
{
    private const int EscapeLengthMax = 6;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(each => each is not ('"' or '\\'))]);

    private readonly Span<byte> _buffer;
    private TSink _sink;
    private int _used;

    /// <param name="buffer">Where pieces are put together; at least as long as the longest fixed part.</param>
    /// <param name="sink">What takes the pieces.</param>
    public CanonicalWriter(Span<byte> buffer, TSink sink)
    {
        _buffer = buffer;
        _sink = sink;
    }

    /// <summary>Writes the whole payload, and hands the last piece to the sink.</summary>
    public void Write(PayloadInput input)
    {
        Put("{\"list_1\": ["u8);
        WriteItems(input, input.List1);
        Put("], \"list_2\": ["u8);
        WriteItems(input, input.List2);
        Put("]}"u8);
        Flush(isLast: true);
    }

    private void WriteItems(PayloadInput input, ItemList list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            Put(i == 0 ? "\""u8 : ", \""u8);
            WriteText(input.Item(list, i));
            Put("\""u8);
        }
    }

    private void WriteText(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0)
                plain = text.Length;
            WritePlain(text[..plain]);
            if (plain == text.Length)
                return;

            WriteEscape(text[plain]);
            text = text[(plain + 1)..];
        }
    }

    private void WritePlain(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (_used == _buffer.Length)
                Flush();
            var length = Math.Min(text.Length, _buffer.Length - _used);
            Ascii.FromUtf16(text[..length], _buffer[_used..], out _);
            _used += length;
            text = text[length..];
        }
    }

    private void WriteEscape(char character)
    {
        if (JsonText.ShortEscape(character) is { } letter)
        {
            Put([(byte)'\\', letter]);
            return;
        }

        Span<byte> escape = stackalloc byte[EscapeLengthMax];
        "\\u"u8.CopyTo(escape);
        var digits = "0123456789abcdef"u8;
        for (var i = 2; i < EscapeLengthMax; i++)
            escape[i] = digits[(character >> (4 * (EscapeLengthMax - 1 - i))) & 0xF];
        Put(escape);
    }

    private void Put(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _used)
            Flush();
        bytes.CopyTo(_buffer[_used..]);
        _used += bytes.Length;
    }

    private void Flush(bool isLast = false)
    {
        _sink.Take(_buffer[.._used], isLast);
        _used = 0;
    }
}
