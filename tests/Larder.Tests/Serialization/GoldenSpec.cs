using System.Buffers;
using System.Text;
using Larder.Serialization;

namespace Larder.Tests.Serialization;

/// <summary>Payloads that earlier versions wrote, kept as files: every later version reads them.</summary>
/// <remarks>
/// The files of version 1 are never changed. A new shape gets a new file: the failing test prints what belongs in it.
/// </remarks>
public sealed class GoldenSpec
{
    private const int BytesInLine = 32;

    public static TheoryData<string> ShapeNames() => new(Shapes.Names);

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void A_payload_of_version_1_is_read(string shape)
    {
        var payload = Golden(shape);

        Assert.Equal(
            PayloadVerdict.Good, Shapes.Of(shape).Decode(new ReadOnlySequence<byte>(payload), demandsTheFacts: true));
    }

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void The_same_value_is_written_as_the_same_bytes(string shape)
    {
        // How well a method compresses is the business of its version; that it is read is shown above.
        if (shape is "brotli" or "gzip")
        {
            return;
        }

        Assert.Equal(Golden(shape), Shapes.Of(shape).Encode());
    }

    private static byte[] Golden(string shape)
    {
        var name = $"{typeof(GoldenSpec).Namespace}.Golden.v1-{shape}.hex";
        using var file = typeof(GoldenSpec).Assembly.GetManifestResourceStream(name);
        if (file is null)
        {
            Assert.Fail($"Golden/v1-{shape}.hex is missing. It should hold:\n{InLines(Shapes.Of(shape).Encode())}");
        }

        using var reader = new StreamReader(file);
        return Convert.FromHexString(reader.ReadToEnd().ReplaceLineEndings(""));
    }

    private static string InLines(byte[] payload)
    {
        var text = new StringBuilder();
        foreach (var line in payload.Chunk(BytesInLine))
        {
            text.Append(Convert.ToHexStringLower(line)).Append('\n');
        }

        return text.ToString();
    }
}
