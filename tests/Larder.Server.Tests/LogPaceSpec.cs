using Larder.Server.Replies;

namespace Larder.Server.Tests;

public sealed class LogPaceSpec
{
    private static readonly long Second = TimeProvider.System.TimestampFrequency;

    [Fact]
    public void So_many_of_a_second_are_told_and_the_next_second_begins_anew()
    {
        var pace = new LogPace(perSecond: 3, TimeProvider.System);

        var first = Enumerable.Range(0, 10).Count(_ => pace.TryTake(5 * Second));
        var next = Enumerable.Range(0, 10).Count(_ => pace.TryTake((6 * Second) + 1));

        Assert.Equal(3, first);
        Assert.Equal(3, next);
    }

    [Fact]
    public void None_are_told_where_none_may_be()
    {
        Assert.False(new LogPace(perSecond: 0, TimeProvider.System).TryTake(Second));
    }
}
