using Larder.Cli.Output;
using Larder.Testing;

namespace Larder.Cli.Tests.Output;

public sealed class ProgressLineSpec : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly StringWriter _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void Nothing_is_drawn_where_there_is_no_terminal()
    {
        var line = Make(isTerminal: false);
        _clock.Advance(TimeSpan.FromMinutes(1));

        line.Draw(0.5, "half");
        line.Clear();

        Assert.Empty(_screen.ToString());
    }

    [Fact]
    public void Nothing_is_drawn_for_work_that_is_done_soon()
    {
        var line = Make(isTerminal: true);
        _clock.Advance(TimeSpan.FromMilliseconds(499));

        line.Draw(0.9, "nearly");
        line.Clear();

        Assert.Empty(_screen.ToString());
    }

    [Fact]
    public void A_bar_is_drawn_again_at_most_ten_times_a_second()
    {
        var line = Make(isTerminal: true);
        _clock.Advance(TimeSpan.FromSeconds(1));
        line.Draw(0.5, "one");
        _clock.Advance(TimeSpan.FromMilliseconds(99));
        line.Draw(0.6, "two");
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        line.Draw(0.7, "three");

        Assert.Equal("\r[##########..........]  50%  one\r[##############......]  70%  three", _screen.ToString());
    }

    [Fact]
    public void A_shorter_line_wipes_the_rest_of_a_longer_one_and_clearing_wipes_all()
    {
        var line = Make(isTerminal: true);
        _clock.Advance(TimeSpan.FromSeconds(1));
        line.Draw(0, "long label");
        _clock.Advance(TimeSpan.FromSeconds(1));
        line.Draw(1, "x");
        line.Clear();

        var drawn = _screen.ToString().Split('\r');
        Assert.Equal("[....................]   0%  long label", drawn[1]);
        Assert.Equal("[####################] 100%  x".PadRight(drawn[1].Length), drawn[2]);
        Assert.Equal("", drawn[3].Trim());
        Assert.Equal("", drawn[4]);
    }

    [Theory]
    [InlineData(-1, "   0%")]
    [InlineData(0.999, "  99%")]
    [InlineData(7, " 100%")]
    public void A_share_stays_between_nothing_and_all(double fraction, string share)
    {
        var line = Make(isTerminal: true);
        _clock.Advance(TimeSpan.FromSeconds(1));

        line.Draw(fraction, "x");

        Assert.Contains(share, _screen.ToString(), StringComparison.Ordinal);
    }

    private ProgressLine Make(bool isTerminal) => new(new Terminal
    {
        Output = Stream.Null,
        Error = _screen,
        Input = Stream.Null,
        OutputIsTerminal = isTerminal,
        ErrorIsTerminal = isTerminal,
        Time = _clock,
    });
}
