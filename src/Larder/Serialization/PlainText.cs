using System.Buffers;
using System.Text;

namespace Larder.Serialization;

/// <summary>Texts as UTF-8. Half a surrogate pair, which UTF-8 cannot say, is refused instead of being changed.</summary>
internal sealed class PlainText : ICacheSerializer<string>
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public byte Format => PayloadForms.Plain;

    public void Write(string value, IBufferWriter<byte> destination) => Strict.GetBytes(value, destination);

    public string Read(in ReadOnlySequence<byte> source) => Strict.GetString(source);
}
