namespace Larder.Simulation.Traces;

/// <summary>Finds the trace that a text names: a file by its ending, or a generated workload by its first word.</summary>
public static class TraceSource
{
    /// <summary>The endings of trace files.</summary>
    public static IReadOnlyList<string> FileEndings { get; } = [".u32", ".u32.gz", ".oracleGeneral", ".oracleGeneral.gz"];

    /// <summary>Finds a trace. A file is opened only when it is read.</summary>
    /// <param name="text">A path with one of <see cref="FileEndings"/>, or a workload of <see cref="WorkloadGrammar"/>.</param>
    /// <param name="defaultSeed">The seed of a workload that names none.</param>
    /// <returns>The trace.</returns>
    /// <exception cref="SimulationException">The text names neither.</exception>
    public static ITrace Find(string text, ulong defaultSeed = WorkloadGrammar.DefaultSeed)
    {
        ArgumentNullException.ThrowIfNull(text);

        if (WorkloadGrammar.IsWorkload(text))
            return WorkloadGrammar.Parse(text, defaultSeed);

        bool isCompressed = text.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        string plain = isCompressed ? text[..^".gz".Length] : text;

        if (plain.EndsWith(".u32", StringComparison.OrdinalIgnoreCase))
            return new TraceFile<KeyRecord>(text, isCompressed);

        if (plain.EndsWith(".oracleGeneral", StringComparison.OrdinalIgnoreCase))
            return new TraceFile<OracleGeneralRecord>(text, isCompressed);

        throw new SimulationException(
            $"'{text}' is no trace: it ends in none of {string.Join(", ", FileEndings)}, and begins with none of the workloads " +
            $"{string.Join(", ", WorkloadGrammar.Forms.Select(form => form.Name))}. Give a file, or for example {WorkloadGrammar.Example}.");
    }
}
