namespace Larder.Testing.Tests;

public sealed class RendezvousSpec
{
    [Fact]
    public void Nobody_leaves_before_all_have_come_in_every_round()
    {
        const int Parties = 3;
        const int Rounds = 500;
        var meeting = new Rendezvous("start", Parties);
        var arrived = 0;

        ThreadTeam.Run(Parties, _ =>
        {
            for (var round = 1; round <= Rounds; round++)
            {
                Interlocked.Increment(ref arrived);
                meeting.Meet();
                Assert.True(Volatile.Read(ref arrived) >= round * Parties);
                meeting.Meet();
            }
        });

        Assert.Equal(Parties * Rounds, arrived);
    }

    [Fact]
    public async Task Tasks_can_meet_as_well_as_threads()
    {
        var meeting = new Rendezvous("start", 2);

        var first = meeting.MeetAsync();
        var alone = first.IsCompleted;
        await meeting.MeetAsync();
        await first;

        Assert.False(alone);
    }

    [Fact]
    public void A_meeting_that_somebody_misses_fails_and_says_how_many_came()
    {
        var meeting = new Rendezvous("start", 3, TimeSpan.FromMilliseconds(20));

        var failure = Assert.Throws<TestFailedException>(meeting.Meet);

        Assert.Equal("Only 1 of 3 came to the rendezvous 'start' within 00:00:00.0200000.", failure.Message);
    }
}
