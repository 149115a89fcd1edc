namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>Runs a model in every order in which its threads can take their steps.</summary>
/// <remarks>
/// Breadth first, so that the schedule it reports is a shortest one. A state is reached by running the model anew along
/// its schedule; a state that was met before is not followed again, whichever schedule led to it, and that is what
/// makes all orders affordable. It also ends threads that turn in a circle; a model that must not turn has to count.
/// </remarks>
internal static class Explorer
{
    /// <summary>The most states one model may have; a model that has more is too large to be explored fully.</summary>
    internal const int MaxStates = 300_000;

    internal static Exploration Explore(Func<Model> create)
    {
        var met = new HashSet<UInt128>();
        var open = new Queue<int[]>();
        var ends = 0;
        open.Enqueue([]);
        met.Add(Replay(create, []).Fingerprint());
        while (open.TryDequeue(out var schedule))
        {
            var run = Replay(create, schedule);
            var choices = run.Choices().ToArray();
            if (choices.Length == 0)
            {
                ends++;
                if (ViolationAtEnd(run) is { } atEnd) return new Exploration(met.Count, ends, atEnd, run.Schedule);
                continue;
            }

            foreach (var choice in choices)
            {
                // The run at hand serves the first choice; each other choice needs the state afresh.
                var next = run.Schedule.Count == schedule.Length ? run : Replay(create, schedule);
                if (ViolationOf(next, choice) is { } seen) return new Exploration(met.Count, ends, seen, next.Schedule);
                if (met.Add(next.Fingerprint())) open.Enqueue([.. schedule, choice]);
            }

            if (met.Count > MaxStates)
            {
                throw new InvalidOperationException(
                    $"The model has more than {MaxStates} states. Make it smaller: fewer threads, or fewer steps.");
            }
        }

        return new Exploration(met.Count, ends, Violation: null, []);
    }

    private static ModelRun Replay(Func<Model> create, int[] schedule)
    {
        var run = new ModelRun(create());
        foreach (var choice in schedule) run.Take(choice);
        return run;
    }

    private static string? ViolationOf(ModelRun run, int choice)
    {
        try
        {
            run.Take(choice);
            run.Model.AssertAlways();
            return null;
        }
        catch (ModelViolationException violation)
        {
            return violation.Message;
        }
    }

    private static string? ViolationAtEnd(ModelRun run)
    {
        if (!run.HasEnded) return $"Deadlock: {run.Waiting()}.";
        try
        {
            run.Model.AssertAtEnd();
            return null;
        }
        catch (ModelViolationException violation)
        {
            return violation.Message;
        }
    }
}
