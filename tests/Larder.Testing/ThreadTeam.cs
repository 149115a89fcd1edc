namespace Larder.Testing;

/// <summary>Threads that start together, and a test that hears of every one of them.</summary>
/// <remarks>
/// Invariants. No body runs before all threads are up. Each thread writes only its own slot of <c>failures</c>, and the
/// slots are read after the join, which orders them. Threads are in the background: one that hangs fails its test, and
/// does not keep the process alive.
/// </remarks>
public static class ThreadTeam
{
    /// <summary>
    /// Runs <paramref name="body"/> on <paramref name="threads"/> threads, each with its index, to the end.
    /// </summary>
    /// <exception cref="TestFailedException">A thread threw, or did not end within the limit.</exception>
    public static void Run(int threads, Action<int> body, TimeSpan? limit = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentNullException.ThrowIfNull(body);
        var start = new Rendezvous("start of the team", threads);
        var failures = new Exception?[threads];
        var team = new Thread[threads];
        for (var i = 0; i < threads; i++)
        {
            var index = i;
            team[i] = new Thread(() => failures[index] = Guard(start, body, index))
            {
                IsBackground = true,
                Name = $"team member {index}",
            };
            team[i].Start();
        }

        JoinAll(team, limit ?? WaitLimit.Team);
        ThrowIfAny(failures);
    }

    /// <summary>The same, with a random of its own for each thread, forked from <paramref name="random"/>.</summary>
    public static void Run(int threads, SeededRandom random, Action<int, SeededRandom> body, TimeSpan? limit = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(body);
        Run(threads, index => body(index, random.Fork(index)), limit);
    }

    private static Exception? Guard(Rendezvous start, Action<int> body, int index)
    {
        try
        {
            start.Meet();
            body(index);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private static void JoinAll(Thread[] team, TimeSpan limit)
    {
        var begun = TimeProvider.System.GetTimestamp();
        foreach (var member in team)
        {
            var left = limit - TimeProvider.System.GetElapsedTime(begun);
            if (member.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero)) continue;
            var hanging = team.Where(static one => one.IsAlive).Select(static one => one.Name);
            throw new TestFailedException($"After {limit} these threads still ran: {string.Join(", ", hanging)}.");
        }
    }

    private static void ThrowIfAny(Exception?[] failures)
    {
        var seen = failures.Where(static failure => failure is not null).Select(static failure => failure!).ToArray();
        if (seen.Length == 0) return;
        var who = string.Join(", ", Enumerable.Range(0, failures.Length).Where(index => failures[index] is not null));
        throw new TestFailedException(
            $"{seen.Length} of {failures.Length} threads failed (index {who}). The first said: {seen[0].Message}",
            seen.Length == 1 ? seen[0] : new AggregateException(seen));
    }
}
