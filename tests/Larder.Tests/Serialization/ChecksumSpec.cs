using System.Text;
using Larder.Serialization;

namespace Larder.Tests.Serialization;

public sealed class ChecksumSpec
{
    /// <summary>The examples of RFC 3720, appendix B.4, and the check value of the sum in the usual catalogues.</summary>
    public static TheoryData<byte[], uint> Published() => new()
    {
        { new byte[32], 0x8A91_36AA },
        { [.. Enumerable.Repeat((byte)0xFF, 32)], 0x62A8_AB43 },
        { [.. Enumerable.Range(0, 32).Select(static i => (byte)i)], 0x46DD_794E },
        { [.. Enumerable.Range(0, 32).Select(static i => (byte)(31 - i))], 0x113F_DB5C },
        { Encoding.ASCII.GetBytes("123456789"), 0xE306_9283 },
        { [], 0 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void It_is_the_published_sum(byte[] bytes, uint expected) => Assert.Equal(expected, Checksum.Of(bytes));

    [Fact]
    public void It_may_be_made_in_pieces()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100).Select(static i => (byte)(i * 7))];
        var whole = Checksum.Of(bytes);

        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(whole, Checksum.Of(bytes.AsSpan(cut), Checksum.Of(bytes.AsSpan(0, cut))));
        }
    }
}
