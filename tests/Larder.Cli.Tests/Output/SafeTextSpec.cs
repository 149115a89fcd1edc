using Larder.Cli.Output;

namespace Larder.Cli.Tests.Output;

public sealed class SafeTextSpec
{
    [Theory]
    [InlineData("  plain é 😀 \n", "plain é 😀")]
    [InlineData("a\r\nb\tc", "a  b c")]
    [InlineData("\u001b[2J\u0007", "\\u001b[2J\\u0007")]
    [InlineData("a\u202eb\u2066", "a\\u202eb\\u2066")]
    [InlineData("\u007f\u009b", "\\u007f\\u009b")]
    public void A_line_has_no_sign_that_a_terminal_obeys(string text, string line)
    {
        Assert.Equal(line, SafeText.Line(text));
    }

    [Fact]
    public void A_long_line_is_cut_and_says_so()
    {
        var line = SafeText.Line(new string('x', 10_000));

        Assert.EndsWith("x...", line, StringComparison.Ordinal);
        Assert.InRange(line.Length, 100, 400);
    }

    [Fact]
    public void A_page_keeps_its_lines()
    {
        Assert.Equal("a\n\tb\\u001bc\\u000d\n", SafeText.Page("a\n\tb\u001bc\r\n"));
    }
}
