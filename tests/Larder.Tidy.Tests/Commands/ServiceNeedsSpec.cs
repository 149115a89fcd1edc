namespace Larder.Tidy.Tests.Commands;

[Trait("Platform", "Unix")]
public sealed class ServiceNeedsSpec : IDisposable
{
    // Joined here so that the scripts, which look for the trait in the sources of tests, do not find it in this file.
    private const string NeedsNothingKnown = "[Trait(" + "\"Needs\", \"Sorcery\")]";

    private readonly ScriptedCheckout _checkout = new();

    public ServiceNeedsSpec()
    {
        _checkout.AddProject("One.Tests");
        _checkout.AddResults("One.Tests", passed: 5, failed: 0);
    }

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task Without_needs_nothing_is_looked_for_and_nothing_filtered()
    {
        var end = await _checkout.RunAsync("test");

        Assert.Equal(0, end.ExitCode);
        Assert.DoesNotContain("Missing", end.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--filter", _checkout.Calls[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("test")]
    [InlineData("test", "--no-install")]
    public async Task A_service_that_cannot_be_had_is_named_the_rest_runs_and_the_exit_code_is_3(
        params string[] arguments)
    {
        _checkout.Write("tests/One.Tests/SorcerySpec.cs", $"    {NeedsNothingKnown}\n");

        var end = await _checkout.RunAsync(arguments);

        Assert.Equal(3, end.ExitCode);
        Assert.Equal("5 passed, 0 failed", end.LastLine);
        Assert.Single(end.Output.Split('\n'), line => line.StartsWith("Missing: Sorcery", StringComparison.Ordinal));
        Assert.Contains("--filter (Needs!=Sorcery)", _checkout.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_outweighs_a_missing_service()
    {
        _checkout.Write("tests/One.Tests/SorcerySpec.cs", $"    {NeedsNothingKnown}\n");
        _checkout.AddResults("One.Tests", passed: 4, failed: 1, outcome: "Failed");

        var end = await _checkout.RunAsync("test");

        Assert.Equal(1, end.ExitCode);
        Assert.Equal("4 passed, 1 failed", end.LastLine);
    }

    [Fact]
    public async Task No_services_leaves_them_out_on_purpose_says_so_and_ends_well()
    {
        _checkout.Write("tests/One.Tests/SorcerySpec.cs", $"    {NeedsNothingKnown}\n");

        var end = await _checkout.RunAsync("test", "--no-services", "--filter", "Spec");

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("Left out on purpose", end.Output, StringComparison.Ordinal);
        Assert.Contains(
            "--filter (FullyQualifiedName~Spec)&(Needs!=Chromium)&(Needs!=PostgreSQL)&(Needs!=Redis)&(Needs!=Sorcery)",
            _checkout.Calls[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_names_what_is_missing_and_ends_with_3()
    {
        _checkout.Write("tests/One.Tests/SorcerySpec.cs", $"    {NeedsNothingKnown}\n");

        var end = await _checkout.RunAsync("setup", "--no-install");

        Assert.Equal(3, end.ExitCode);
        Assert.Contains("Missing: Sorcery", end.Output, StringComparison.Ordinal);
    }
}
