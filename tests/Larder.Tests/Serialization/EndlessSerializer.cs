using System.Buffers;

namespace Larder.Tests.Serialization;

/// <summary>Writes until it is stopped.</summary>
internal sealed class EndlessSerializer : ICacheSerializer<Uri>
{
    public byte Format => 200;

    public void Write(Uri value, IBufferWriter<byte> destination)
    {
        while (true)
        {
            destination.Write("and so on, "u8);
        }
    }

    public Uri Read(in ReadOnlySequence<byte> source) => throw new NotSupportedException();
}
