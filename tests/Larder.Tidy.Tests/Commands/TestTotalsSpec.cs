namespace Larder.Tidy.Tests.Commands;

[Trait("Platform", "Unix")]
public sealed class TestTotalsSpec : IDisposable
{
    private readonly ScriptedCheckout _checkout = new();

    public TestTotalsSpec()
    {
        _checkout.AddProject("One.Tests");
        _checkout.AddProject("Two.Tests");
    }

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task The_last_line_adds_up_every_project()
    {
        _checkout.AddResults("One.Tests", passed: 12, failed: 0);
        _checkout.AddResults("Two.Tests", passed: 30, failed: 0);

        var end = await _checkout.RunAsync("test");

        Assert.Equal("42 passed, 0 failed", end.LastLine);
        Assert.Equal(0, end.ExitCode);
        Assert.Empty(end.Errors);
    }

    [Theory]
    [InlineData(true, "test", "--coverage")]
    [InlineData(false, "test")]
    public async Task S2_28_coverage_is_measured_for_whoever_asks(bool isMeasured, params string[] arguments)
    {
        _checkout.AddResults("One.Tests", passed: 1, failed: 0);
        _checkout.AddResults("Two.Tests", passed: 1, failed: 0);

        await _checkout.RunAsync(arguments);

        Assert.Equal(isMeasured, _checkout.Calls.Any(call => call.Contains("--collect XPlat Code Coverage", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_failed_test_is_named_and_turns_the_run_red()
    {
        _checkout.AddResults("One.Tests", passed: 12, failed: 0);
        _checkout.AddResults("Two.Tests", passed: 1, failed: 1, outcome: "Failed", results: """
                <UnitTestResult testName="Two.Spec.Holds(a: &quot;&lt;&quot;)" outcome="Failed" testListId="1">
                <UnitTestResult testName="Two.Spec.Is_well" outcome="Passed" testListId="1" />
            """);
        _checkout.Set("TEST_EXIT", "1");

        var end = await _checkout.RunAsync("test");

        Assert.Equal("13 passed, 1 failed", end.LastLine);
        Assert.Equal(1, end.ExitCode);
        Assert.Contains("Failed:\n  Two.Spec.Holds(a: \"<\")\n", end.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Is_well", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_crashed_counts_as_one_failure()
    {
        _checkout.AddResults("One.Tests", passed: 12, failed: 0);
        _checkout.AddResults("Two.Tests", passed: 0, failed: 0, outcome: "Failed");
        _checkout.Set("TEST_EXIT", "1");

        var end = await _checkout.RunAsync("test");

        Assert.Equal("12 passed, 1 failed", end.LastLine);
        Assert.Equal(1, end.ExitCode);
        Assert.Contains("Two.Tests ended before its tests did.", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_results_counts_as_one_failure()
    {
        _checkout.AddResults("One.Tests", passed: 12, failed: 0);

        var end = await _checkout.RunAsync("test");

        Assert.Equal("12 passed, 1 failed", end.LastLine);
        Assert.Equal(1, end.ExitCode);
        Assert.Contains("Two.Tests left no results.", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_ran_no_test_counts_as_one_failure()
    {
        _checkout.AddResults("One.Tests", passed: 12, failed: 0);
        _checkout.AddResults("Two.Tests", passed: 0, failed: 0);

        var end = await _checkout.RunAsync("test");

        Assert.Equal("12 passed, 1 failed", end.LastLine);
        Assert.Contains("Two.Tests ran no test.", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_ends_badly_without_a_failed_test_is_still_red()
    {
        _checkout.AddResults("One.Tests", passed: 12, failed: 0);
        _checkout.AddResults("Two.Tests", passed: 30, failed: 0);
        _checkout.Set("TEST_EXIT", "134");

        var end = await _checkout.RunAsync("test");

        Assert.Equal("42 passed, 1 failed", end.LastLine);
        Assert.Equal(1, end.ExitCode);
        Assert.Contains("exit code 134", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_that_fails_is_shown_and_counts_as_one_failure()
    {
        _checkout.Set("BUILD_EXIT", "1");

        var end = await _checkout.RunAsync("test");

        Assert.Equal("0 passed, 1 failed", end.LastLine);
        Assert.Equal(1, end.ExitCode);
        Assert.Contains("error CS0000", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_matches_in_one_project_only_is_no_failure()
    {
        _checkout.AddResults("One.Tests", passed: 2, failed: 0);
        _checkout.AddResults("Two.Tests", passed: 0, failed: 0);

        var end = await _checkout.RunAsync("test", "--filter", "Stampede");

        Assert.Equal("2 passed, 0 failed", end.LastLine);
        Assert.Equal(0, end.ExitCode);
        Assert.Contains("--filter (FullyQualifiedName~Stampede)", _checkout.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_says_so_and_fails()
    {
        _checkout.AddResults("One.Tests", passed: 0, failed: 0);
        _checkout.AddResults("Two.Tests", passed: 0, failed: 0);

        var end = await _checkout.RunAsync("test", "--filter=Name=Nope");

        Assert.Equal("0 passed, 0 failed", end.LastLine);
        Assert.Equal(1, end.ExitCode);
        Assert.Contains("No test ran: none matches the filter (Name=Nope).", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suites_that_scaled_down_are_listed_once()
    {
        _checkout.AddResults("One.Tests", passed: 1, failed: 0);
        _checkout.Set("SCALED", "Scaled: keys: 1000 instead of 100000");

        var end = await _checkout.RunAsync("test");

        Assert.Equal(2, end.Output.Split("Scaled: keys: 1000 instead of 100000\n").Length);
    }

    [Fact]
    public async Task The_long_suites_are_short_unless_full_length_is_asked_for()
    {
        _checkout.AddResults("One.Tests", passed: 1, failed: 0);

        var usual = await _checkout.RunAsync("test");
        var full = await _checkout.RunAsync("test", "--full");

        Assert.Contains("(LARDER_TEST_SCALE=ci)", usual.Output, StringComparison.Ordinal);
        Assert.Contains("(LARDER_TEST_SCALE=full)", full.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_left_behind()
    {
        _checkout.AddResults("One.Tests", passed: 1, failed: 0);

        await _checkout.RunAsync("test");

        Assert.Empty(_checkout.Leftovers);
    }
}
