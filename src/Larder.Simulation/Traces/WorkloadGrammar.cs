namespace Larder.Simulation.Traces;

/// <summary>The language of generated workloads: a kind, its parameters and a seed, separated by colons.</summary>
/// <remarks>
/// <para>Counts are whole numbers, and may end in k, m or g for thousands, millions and milliards. SKEW is a number from
/// 0, where every key is as likely as every other, to 10. A SHARE is a number from 0 to 1. A workload is the same for the
/// same text and seed on every platform; a different seed gives different keys in a different order.</para>
/// <para>Keys are scattered over 64 bits. Each has a size for weighted runs: 64 bytes to 64 KiB, small ones in the
/// majority. <see cref="Forms"/> lists the kinds.</para>
/// </remarks>
public static class WorkloadGrammar
{
    /// <summary>The seed of a workload that names none, where the caller gives no other.</summary>
    public const ulong DefaultSeed = 1;

    /// <summary>A workload for messages and help texts.</summary>
    public const string Example = "zipf:0.9:200k:2m:1";

    /// <summary>The kinds of workload.</summary>
    public static IReadOnlyList<WorkloadForm> Forms { get; } =
    [
        new(WorkloadKinds.Zipf)
        {
            Name = "zipf",
            Parameters = "SKEW:KEYS:REQUESTS",
            Meaning = "Few keys are asked for often and many seldom; nothing changes.",
            Example = Example,
        },
        new(WorkloadKinds.ZipfScan)
        {
            Name = "zipf-scan",
            Parameters = "SKEW:KEYS:REQUESTS:EVERY:LENGTH",
            Meaning = "Zipf, and after each EVERY requests a scan of LENGTH keys that are never asked for again.",
            Example = "zipf-scan:0.9:200k:2m:50k:10k:1",
        },
        new(WorkloadKinds.ZipfJump)
        {
            Name = "zipf-jump",
            Parameters = "SKEW:KEYS:REQUESTS:PERIOD",
            Meaning = "Zipf over a set of keys that is replaced as a whole every PERIOD requests.",
            Example = "zipf-jump:0.9:200k:2m:250k:1",
        },
        new(WorkloadKinds.ZipfDrift)
        {
            Name = "zipf-drift",
            Parameters = "SKEW:KEYS:REQUESTS:PERIOD",
            Meaning = "Zipf, and every PERIOD requests a key drawn by popularity trades places with one drawn evenly.",
            Example = "zipf-drift:0.9:200k:2m:100:1",
        },
        new(WorkloadKinds.ZipfLoop)
        {
            Name = "zipf-loop",
            Parameters = "SKEW:KEYS:REQUESTS:LOOP_KEYS:LOOP_SHARE",
            Meaning = "Zipf, and LOOP_SHARE of the requests go round a loop of LOOP_KEYS other keys.",
            Example = "zipf-loop:0.9:200k:2m:20k:0.3:1",
        },
        new(WorkloadKinds.Recency)
        {
            Name = "recency",
            Parameters = "SKEW:WINDOW:REQUESTS:NEW_SHARE",
            Meaning = "Each request repeats one of the last WINDOW, near ones sooner by SKEW; NEW_SHARE ask for a new key.",
            Example = "recency:0.9:200k:2m:0.1:1",
        },
        new(WorkloadKinds.Loop)
        {
            Name = "loop",
            Parameters = "KEYS:REQUESTS",
            Meaning = "The same keys in the same order, over and over.",
            Example = "loop:20k:2m",
        },
        new(WorkloadKinds.Uniform)
        {
            Name = "uniform",
            Parameters = "KEYS:REQUESTS",
            Meaning = "Every key is as likely as every other.",
            Example = "uniform:200k:2m:1",
        },
    ];

    /// <summary>Whether a text begins with the name of a kind and a colon.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether <see cref="Parse"/> is the one to read it.</returns>
    public static bool IsWorkload(string text) => FormOf(text) is not null;

    /// <summary>Reads a workload.</summary>
    /// <param name="text">A workload such as <see cref="Example"/>.</param>
    /// <param name="defaultSeed">The seed of a text that names none.</param>
    /// <returns>The trace it stands for.</returns>
    /// <exception cref="SimulationException">The kind is unknown, or a parameter is missing or out of range.</exception>
    public static ITrace Parse(string text, ulong defaultSeed = DefaultSeed)
    {
        var form = FormOf(text) ?? throw new SimulationException(
            $"'{text}' is no workload; it begins with none of {string.Join(", ", Forms.Select(form => form.Name))}. " +
            $"Write for example {Example}.");
        var arguments = new WorkloadArguments(text, form);
        var start = form.Build(arguments);

        return new Workload(text, arguments.Count("REQUESTS"), arguments.Seed(defaultSeed), start);
    }

    private static WorkloadForm? FormOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Forms.FirstOrDefault(form => text.StartsWith(form.Name + ':', StringComparison.OrdinalIgnoreCase));
    }
}
