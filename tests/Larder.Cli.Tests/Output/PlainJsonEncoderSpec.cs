using System.Text;
using System.Text.Json;
using Larder.Cli.Output;
using Larder.Testing;

namespace Larder.Cli.Tests.Output;

public sealed class PlainJsonEncoderSpec
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\"\\/", "\\\"\\\\/")]
    [InlineData("\b\f\n\r\t", "\\b\\f\\n\\r\\t")]
    [InlineData("\u0000\u001f", "\\u0000\\u001f")]
    [InlineData("<>&'+`=@", "<>&'+`=@")]
    [InlineData("é\u00a0\u2028\u3000😀\u007f", "é\u00a0\u2028\u3000😀\u007f")]
    public void Only_what_json_demands_is_escaped(string text, string json)
    {
        Assert.Equal($"\"{json}\"", Write(text));
    }

    [Fact]
    public void Half_of_a_pair_is_replaced_and_spoils_nothing_else()
    {
        Assert.Equal("\"a\ufffdb\"", Write("a\ud800b"));
    }

    [Fact]
    public void Whatever_is_written_is_read_back_the_same()
    {
        SeededRandom.Run(random =>
        {
            for (var round = 0; round < 500; round++)
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => RandomRune(random).ToString()));

                Assert.Equal(text, JsonSerializer.Deserialize<string>(Write(text)));
            }
        });
    }

    private static Rune RandomRune(SeededRandom random)
    {
        while (true)
        {
            if (Rune.TryCreate(random.Next(random.Next(2) == 0 ? 0x100 : 0x11_0000), out var rune))
                return rune;
        }
    }

    private static string Write(string text)
    {
        var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonReport.Options))
            writer.WriteStringValue(text);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
