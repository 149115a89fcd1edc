using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Larder.Serialization;
using static Larder.Tests.Serialization.CodecUnderTest;

namespace Larder.Tests.Serialization;

public sealed class CompressionSpec
{
    private static readonly string Repetitive = string.Concat(Enumerable.Repeat("to be or not to be, ", 1_000));

    [Theory]
    [InlineData(PayloadCompression.Brotli)]
    [InlineData(PayloadCompression.GZip)]
    public void S4_16_A_large_value_is_compressed_and_read_whichever_method_is_set(PayloadCompression compression)
    {
        var codec = Codec(JsonOptions with { Compression = compression });
        var other = Codec(JsonOptions with { Compression = 1 - compression });

        var payload = codec.Encode(Repetitive);

        Assert.True(payload.Length < Repetitive.Length / 10, $"{payload.Length} bytes are left of {Repetitive.Length}");
        Assert.Equal(Repetitive, codec.Decode<string>(payload).Value);
        Assert.Equal(Repetitive, other.Decode<string>(payload).Value);
    }

    [Fact]
    public void S4_16_It_begins_at_the_threshold()
    {
        var codec = Codec(JsonOptions with { CompressFromBytes = 100 });

        Assert.Equal(Compressor.None, MethodOf(codec.Encode(new string('x', 99))));
        Assert.Equal(Compressor.Brotli, MethodOf(codec.Encode(new string('x', 100))));
    }

    [Fact]
    public void S4_16_It_can_be_turned_off_and_what_was_compressed_is_still_read()
    {
        var off = Codec(JsonOptions with { EnableCompression = false });

        Assert.Equal(Compressor.None, MethodOf(off.Encode(Repetitive)));
        Assert.Equal(Repetitive, off.Decode<string>(Codec().Encode(Repetitive)).Value);
    }

    [Theory]
    [InlineData(PayloadCompression.Brotli)]
    [InlineData(PayloadCompression.GZip)]
    public void S4_16_What_does_not_get_smaller_stays_as_it_is(PayloadCompression compression)
    {
        var codec = Codec(JsonOptions with { Compression = compression });
        var noise = new byte[100_000];
        new Random(7).NextBytes(noise);

        var payload = codec.Encode(noise);

        Assert.Equal(Compressor.None, MethodOf(payload));
        Assert.Equal(noise, codec.Decode<byte[]>(payload).Value);
    }

    [Theory]
    [InlineData(Compressor.Brotli)]
    [InlineData(Compressor.GZip)]
    public void A_bomb_is_a_miss(byte method)
    {
        var bomb = Bomb(method, new byte[50_000_000], declared: 50_000_000);

        Assert.Equal(PayloadVerdict.TooLarge, Codec().Decode<byte[]>(bomb).Verdict);
    }

    [Theory]
    [InlineData(Compressor.Brotli, 1_000)]
    [InlineData(Compressor.Brotli, 999_999)]
    [InlineData(Compressor.Brotli, 0)]
    [InlineData(Compressor.GZip, 1_000)]
    [InlineData(Compressor.GZip, 999_999)]
    [InlineData(Compressor.GZip, 0)]
    public void A_bomb_that_lies_about_its_size_is_a_miss(byte method, int declared)
    {
        var bomb = Bomb(method, new byte[5_000_000], declared);

        Assert.Equal(PayloadVerdict.Damaged, Codec().Decode<byte[]>(bomb).Verdict);
    }

    [Theory]
    [InlineData(Compressor.Brotli)]
    [InlineData(Compressor.GZip)]
    public void Bytes_that_no_method_wrote_are_a_miss(byte method)
    {
        var head = HeadOf<byte[]>();

        var nonsense = Sealed([.. head, .. Encoding.ASCII.GetBytes("nonsense, and nothing else")], method, 100);

        Assert.Equal(PayloadVerdict.Damaged, Codec().Decode<byte[]>(nonsense).Verdict);
    }

    private static byte MethodOf(byte[] payload) => payload[EnvelopeLayout.CompressionAt];

    private static byte[] HeadOf<T>()
    {
        var scratch = new ScratchBuffer();
        scratch.Begin(1_000);
        EnvelopeWriter.WriteHead(scratch, Key, Facts, TypeMark<T>.Value, PayloadForms.Plain, isNull: false);
        return scratch.Written.ToArray();
    }

    private static byte[] Bomb(byte method, byte[] plain, int declared)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = method == Compressor.Brotli
            ? new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true)
            : new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(plain);
        }

        return Sealed([.. HeadOf<byte[]>(), .. compressed.ToArray()], method, declared);
    }

    private static byte[] Sealed(byte[] payload, byte method, int declared)
    {
        EnvelopeWriter.Seal(payload, method, declared);
        Assert.Equal(declared, BinaryPrimitives.ReadInt32LittleEndian(payload.AsSpan(EnvelopeLayout.PlainLengthAt)));
        return payload;
    }
}
