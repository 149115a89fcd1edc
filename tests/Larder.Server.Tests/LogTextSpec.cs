using Larder.Server.Replies;

namespace Larder.Server.Tests;

public sealed class LogTextSpec
{
    [Theory]
    [InlineData("plain text/1", "plain text/1")]
    [InlineData("é😀", @"é\ud83d\ude00")]
    [InlineData("a\r\nfail: forged", @"a\u000d\u000afail: forged")]
    [InlineData("\u001b[31mred", @"\u001b[31mred")]
    [InlineData("\u202eturned\u2028", @"\u202eturned\u2028")]
    public void What_a_client_sent_stays_on_its_line_and_moves_nothing(string sent, string told)
    {
        Assert.Equal(told, LogText.Of(sent));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_told_by_its_number()
    {
        Assert.Equal(@"half \ud83d", LogText.Of("half \ud83d"));
    }

    [Fact]
    public void What_is_long_is_cut()
    {
        var told = LogText.Of(new string('a', 100_000));

        Assert.Equal(new string('a', LogText.LengthMax) + "…", told);
    }
}
