using System.Collections.Concurrent;

namespace Larder.Testing.Tests;

public sealed class ThreadTeamSpec
{
    [Fact]
    public void Every_member_runs_with_its_index_on_a_thread_of_its_own()
    {
        var seen = new ConcurrentDictionary<int, int>();

        ThreadTeam.Run(4, index => seen[index] = Environment.CurrentManagedThreadId);

        Assert.Equal([0, 1, 2, 3], seen.Keys.Order());
        Assert.Equal(4, seen.Values.Distinct().Count());
    }

    [Fact]
    public void Every_member_has_a_random_of_its_own_that_can_be_repeated()
    {
        var first = new ConcurrentDictionary<int, int>();
        var second = new ConcurrentDictionary<int, int>();

        ThreadTeam.Run(3, new SeededRandom(5), (index, random) => first[index] = random.Next());
        ThreadTeam.Run(3, new SeededRandom(5), (index, random) => second[index] = random.Next());

        Assert.Equal(first.OrderBy(static pair => pair.Key), second.OrderBy(static pair => pair.Key));
        Assert.Equal(3, first.Values.Distinct().Count());
    }

    [Fact]
    public void Failures_of_members_fail_the_test_and_say_whose_they_were()
    {
        var failure = Assert.Throws<TestFailedException>(() => ThreadTeam.Run(3, index =>
        {
            if (index != 1) throw new InvalidOperationException($"member {index}");
        }));

        Assert.Equal("2 of 3 threads failed (index 0, 2). The first said: member 0", failure.Message);
        Assert.Equal(2, Assert.IsType<AggregateException>(failure.InnerException).InnerExceptions.Count);
    }

    [Fact]
    public void A_member_that_hangs_fails_the_test_by_name()
    {
        var never = new Gate("never");

        var failure = Assert.Throws<TestFailedException>(() => ThreadTeam.Run(
            2,
            index =>
            {
                if (index == 1) never.Wait();
            },
            TimeSpan.FromMilliseconds(200)));

        never.Open();
        Assert.Contains("team member 1", failure.Message, StringComparison.Ordinal);
    }
}
