namespace Larder.Simulation.Traces;

/// <summary>
/// What each kind of workload is made of. Parameters are read, and refused, when a text is parsed; the sequence is made
/// anew each time the trace is opened.
/// </summary>
internal static class WorkloadKinds
{
    public static Func<RandomStream, IKeySequence> Zipf(WorkloadArguments arguments)
    {
        double skew = arguments.Skew();
        long keys = arguments.Count("KEYS");
        return random => new ZipfKeys(skew, keys, random);
    }

    public static Func<RandomStream, IKeySequence> ZipfScan(WorkloadArguments arguments)
    {
        double skew = arguments.Skew();
        long keys = arguments.Count("KEYS");
        long every = arguments.Count("EVERY");
        long length = arguments.Count("LENGTH");
        return random => new ZipfScanKeys(skew, keys, every, length, random);
    }

    public static Func<RandomStream, IKeySequence> ZipfJump(WorkloadArguments arguments)
    {
        double skew = arguments.Skew();
        long keys = arguments.Count("KEYS");
        long period = arguments.Count("PERIOD");
        return random => new ZipfJumpKeys(skew, keys, period, random);
    }

    public static Func<RandomStream, IKeySequence> ZipfDrift(WorkloadArguments arguments)
    {
        double skew = arguments.Skew();
        int keys = arguments.TableSize("KEYS");
        long period = arguments.Count("PERIOD");
        return random => new ZipfDriftKeys(skew, keys, period, random);
    }

    public static Func<RandomStream, IKeySequence> ZipfLoop(WorkloadArguments arguments)
    {
        double skew = arguments.Skew();
        long keys = arguments.Count("KEYS");
        long loopKeys = arguments.Count("LOOP_KEYS");
        double loopShare = arguments.Share("LOOP_SHARE");
        return random => new ZipfLoopKeys(skew, keys, loopKeys, loopShare, random);
    }

    public static Func<RandomStream, IKeySequence> Recency(WorkloadArguments arguments)
    {
        double skew = arguments.Skew();
        int window = arguments.TableSize("WINDOW");
        double newShare = arguments.Share("NEW_SHARE");
        return random => new RecencyKeys(skew, window, newShare, random);
    }

    public static Func<RandomStream, IKeySequence> Loop(WorkloadArguments arguments)
    {
        long keys = arguments.Count("KEYS");
        return _ => new LoopKeys(keys);
    }

    public static Func<RandomStream, IKeySequence> Uniform(WorkloadArguments arguments)
    {
        long keys = arguments.Count("KEYS");
        return random => new UniformKeys(keys, random);
    }
}
