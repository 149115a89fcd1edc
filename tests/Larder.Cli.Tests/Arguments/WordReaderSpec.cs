using Larder.Cli.Arguments;
using Larder.Cli.Output;

namespace Larder.Cli.Tests.Arguments;

public sealed class WordReaderSpec
{
    private static readonly Option Name = new("--name", 'n', "TEXT", "a value");
    private static readonly Option Loud = new("--loud", null, null, "a switch");

    [Theory]
    [InlineData("x", "--name", "x")]
    [InlineData("x", "--name=x")]
    [InlineData("", "--name=")]
    [InlineData("", "--name", "")]
    [InlineData("a=b", "--name=a=b")]
    [InlineData("x", "-n", "x")]
    [InlineData("x", "-nx")]
    [InlineData("x", "-n=x")]
    [InlineData("-", "-n", "-")]
    [InlineData("-5", "-n", "-5")]
    [InlineData("-x", "--name=-x")]
    [InlineData("--name", "-n=--name")]
    [InlineData("last", "-n", "first", "--name=last")]
    public void A_value_is_found_in_every_spelling(string value, params string[] words)
    {
        var given = WordReader.Read([Name, Loud], words, 0);

        Assert.Equal(value, given.Find(Name));
        Assert.False(given.Has(Loud));
    }

    [Fact]
    public void Words_beside_the_options_keep_their_order_and_a_dash_is_a_word()
    {
        var given = WordReader.Read([Name, Loud], ["a", "--loud", "-", "-7", "--", "--name"], 4);

        Assert.Equal(["a", "-", "-7", "--name"], given.Words);
        Assert.True(given.Has(Loud));
        Assert.Null(given.Find(Name));
    }

    [Theory]
    [InlineData("--name needs a value", "--name")]
    [InlineData("--name needs a value", "--name", "--loud")]
    [InlineData("--name needs a value", "-n", "--")]
    [InlineData("--loud takes no value", "--loud=yes")]
    [InlineData("'--nam' is no option here; the options are --name, --loud.", "--nam", "x")]
    [InlineData("'---' is no option here", "---")]
    [InlineData("'-l' is no option here", "-l")]
    [InlineData("The word 'x' is one too many.", "x")]
    public void What_cannot_be_read_is_a_sentence(string complaint, params string[] words)
    {
        var fault = Assert.Throws<RefusedException>(() => WordReader.Read([Name, Loud], words, 0));

        Assert.StartsWith(complaint, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("2m", 120)]
    [InlineData("1.5h", 5400)]
    [InlineData("7", 7)]
    public void A_length_of_time_has_a_unit_or_is_in_seconds(string text, double seconds)
    {
        var given = WordReader.Read([Name], ["-n", text], 0);

        Assert.Equal(TimeSpan.FromSeconds(seconds), given.Duration(Name, TimeSpan.Zero, TimeSpan.FromDays(1)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1s")]
    [InlineData("")]
    [InlineData("ms")]
    [InlineData("1d")]
    [InlineData("1e3")]
    [InlineData("25h")]
    [InlineData("NaN")]
    [InlineData("999999999999999999999999999999h")]
    public void A_length_of_time_beyond_reason_is_refused(string text)
    {
        var given = WordReader.Read([Name], [$"-n={text}"], 0);

        Assert.Throws<RefusedException>(() => given.Duration(Name, TimeSpan.Zero, TimeSpan.FromDays(1)));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData(" 10 ", 10)]
    [InlineData("+3", 3)]
    public void A_whole_number_is_read(string text, long number)
    {
        var given = WordReader.Read([Name], [$"-n={text}"], 0);

        Assert.Equal(number, given.Whole(Name, 0, 1, 10));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("11")]
    [InlineData("1.0")]
    [InlineData("0x1")]
    [InlineData("1,000")]
    [InlineData("99999999999999999999")]
    public void A_number_out_of_range_is_refused_with_the_range(string text)
    {
        var given = WordReader.Read([Name], [$"-n={text}"], 0);

        var fault = Assert.Throws<RefusedException>(() => given.Whole(Name, 0, 1, 10));

        Assert.StartsWith($"--name must be a whole number from 1 to 10, but is '{text}'.", fault.Message, StringComparison.Ordinal);
    }
}
