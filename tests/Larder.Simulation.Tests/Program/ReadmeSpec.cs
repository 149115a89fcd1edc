using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests.Program;

/// <summary>The page about the simulator says what the simulator does.</summary>
public sealed class ReadmeSpec
{
    private static readonly string Readme = File.ReadAllText(
        Path.Combine(FindRoot(), "benchmarks/Larder.Simulator/README.md"));

    [Fact]
    public void Every_kind_of_workload_is_described_in_the_words_of_the_grammar()
    {
        Assert.All(WorkloadGrammar.Forms, form =>
            Assert.Contains($"| `{form.Pattern}` | {form.Meaning} |", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kind_of_file_is_named()
    {
        Assert.All(TraceSource.FileEndings, ending => Assert.Contains($"`{ending}`", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_option_of_the_help_is_described()
    {
        var help = await SimulatorProcess.Run("--help");
        var options = help.Lines.Where(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]);

        Assert.All(options.Where(option => option != "--help"), option =>
            Assert.Contains($"| `{option}` |", Readme, StringComparison.Ordinal));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);

        while (!File.Exists(Path.Combine(folder.FullName, "Larder.slnx")))
            folder = folder.Parent!;

        return folder.FullName;
    }
}
