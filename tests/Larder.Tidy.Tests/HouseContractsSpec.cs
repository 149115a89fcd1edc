using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Larder.Tidy.Tests;

/// <summary>What the contracts ask of the house itself and not of a program in it.</summary>
public sealed partial class HouseContractsSpec
{
    private static readonly string[] StrictSettings = ["Nullable", "TreatWarningsAsErrors", "EnforceCodeStyleInBuild"];

    [Fact]
    public void S2_25_every_project_is_strictly_typed_and_none_says_otherwise()
    {
        var shared = XDocument.Parse(Tree.Files.Find("Directory.Build.props")!.Text);
        Assert.All(StrictSettings, name => Assert.Contains(shared.Descendants(name), setting => setting.Value is "enable" or "true"));

        var loosened = Tree.Files.Projects
            .Where(project => StrictSettings.Any(name => project.Text.Contains($"<{name}>", StringComparison.Ordinal)))
            .Concat(Tree.Files.Sources.Where(source => source.Text.Contains("#nullable disable", StringComparison.Ordinal)));
        Assert.Empty(loosened.Select(file => file.Path));
    }

    [Fact]
    public void S2_25_nothing_waits_for_a_task_with_its_thread()
    {
        var blocking = Tree.Files.Sources.SelectMany(source => source.Text.Split('\n')
            .Where(line => BlockingCall().IsMatch(line) && !line.Contains("// it has ended", StringComparison.Ordinal))
            .Select(line => $"{source.Path}: {line.Trim()}"));

        Assert.Empty(blocking);
    }

    [Theory]
    [InlineData("task.Wait();", true)]
    [InlineData("var value = call.GetAwaiter().GetResult();", true)]
    [InlineData("Task.WaitAll(all);", true)]
    [InlineData("_places.Wait(0)", false)] // takes a place if there is one, and waits for none
    [InlineData("await task;", false)]
    public void S2_25_a_wait_that_blocks_is_told_from_one_that_does_not(string line, bool isBlocking) =>
        Assert.Equal(isBlocking, BlockingCall().IsMatch(line));

    [Fact]
    public void S2_25_the_gate_checks_the_format_and_builds_with_warnings_as_errors()
    {
        var gate = Tree.Files.Find(".ci/run")!.Text;

        Assert.Contains("dotnet format whitespace . --folder --verify-no-changes", gate, StringComparison.Ordinal);
        Assert.Contains("-warnaserror", gate, StringComparison.Ordinal);
    }

    [Fact]
    public void S2_28_whoever_starts_a_service_in_a_test_says_which()
    {
        var silent = Tree.Files.Tests
            .Where(file => file.Path.EndsWith("Spec.cs", StringComparison.Ordinal) && ServiceName().IsMatch(file.Text))
            .Where(file => !file.Text.Contains("[Trait(\"Needs\"", StringComparison.Ordinal))
            .Select(file => file.Path)
            .ToList();

        Assert.Empty(silent);
    }

    // A semaphore that is asked with no time is no wait; a monitor is that of the synchronous engine, which has no tasks.
    [GeneratedRegex(@"(?<!Monitor)\.Wait\((?!0\))|\.GetAwaiter\(\)\.GetResult\(\)|\bTask\.Wait(All|Any)\(")]
    private static partial Regex BlockingCall();

    [GeneratedRegex(@"\b(RedisServer|PostgresServer|Chromium)\.Start|Fixture<(PostgresFixture|ServerOnPostgres|ChromiumFixture)>")]
    private static partial Regex ServiceName();
}
