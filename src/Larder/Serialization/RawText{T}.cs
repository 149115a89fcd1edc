using System.Buffers;
using System.Globalization;

namespace Larder.Serialization;

/// <summary>A number or an identifier as the text that it writes itself as, in no culture.</summary>
internal sealed class RawText<T> : ICacheSerializer<T>
    where T : struct, IUtf8SpanFormattable, IUtf8SpanParsable<T>
{
    private const int Longest = 64;

    public byte Format => PayloadForms.Plain;

    public void Write(T value, IBufferWriter<byte> destination)
    {
        value.TryFormat(destination.GetSpan(Longest), out var written, default, CultureInfo.InvariantCulture);
        destination.Advance(written);
    }

    public T Read(in ReadOnlySequence<byte> source)
    {
        Throw.IfLonger(source.Length, Longest);
        Span<byte> text = stackalloc byte[Longest];
        source.CopyTo(text);
        return T.Parse(text[..(int)source.Length], CultureInfo.InvariantCulture);
    }
}
