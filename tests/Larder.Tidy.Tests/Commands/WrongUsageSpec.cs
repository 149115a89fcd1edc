namespace Larder.Tidy.Tests.Commands;

[Trait("Platform", "Unix")]
public sealed class WrongUsageSpec
{
    private static readonly Dictionary<string, string> EmptyPath = new() { ["PATH"] = "/nowhere" };

    [Theory]
    [InlineData("there is no verb 'bogus'", "bogus")]
    [InlineData("a verb is missing")]
    [InlineData("'--fast' is not an option of test", "test", "--fast")]
    [InlineData("--filter needs a value", "test", "--filter")]
    [InlineData("'now' is not an option of setup", "setup", "now")]
    public async Task A_wrong_word_is_named_with_the_verbs_on_stderr_and_exit_code_2(
        string fault, params string[] arguments)
    {
        var end = await FrontDoor.RunAsync(arguments);

        Assert.Equal(2, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.StartsWith($"larder: {fault}", end.Errors, StringComparison.Ordinal);
        Assert.Contains("Verbs:\n  run ", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_test_scale_is_refused_with_exit_code_2()
    {
        var scale = new Dictionary<string, string> { ["LARDER_TEST_SCALE"] = "huge" };

        var end = await FrontDoor.RunAsync(Path.Combine(FrontDoor.Root, "larder"), scale, "test");

        Assert.Equal(2, end.ExitCode);
        Assert.Equal("larder: LARDER_TEST_SCALE must be ci or full, but is 'huge'.\n", end.Errors);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("test")]
    [InlineData("setup")]
    [InlineData("dev")]
    [InlineData("migrate")]
    [InlineData("format")]
    [InlineData("tidy")]
    [InlineData("bench")]
    [InlineData("cli")]
    public async Task A_missing_sdk_is_one_line_and_exit_code_1(string verb)
    {
        var end = await FrontDoor.RunAsync(Path.Combine(FrontDoor.Root, "larder"), EmptyPath, verb);

        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith("larder: the .NET SDK 10 is missing", end.Errors, StringComparison.Ordinal);
        Assert.Single(end.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Help_needs_nothing_that_is_not_in_bash_itself()
    {
        var end = await FrontDoor.RunAsync(Path.Combine(FrontDoor.Root, "larder"), EmptyPath, "help");

        Assert.Equal(0, end.ExitCode);
        Assert.StartsWith("Usage: ./larder", end.Output, StringComparison.Ordinal);
        Assert.Empty(end.Errors);
    }

    [Fact]
    public async Task An_sdk_that_is_too_old_is_one_line_that_names_it()
    {
        using var checkout = new ScriptedCheckout();
        checkout.InstallSdk("8.0.404");

        var end = await checkout.RunAsync("run");

        Assert.Equal(1, end.ExitCode);
        Assert.Equal(
            "larder: the .NET SDK 10 is missing (installed: 8.0.404 ). "
            + "Install it from https://dotnet.microsoft.com/download/dotnet/10.0\n",
            end.Errors);
    }
}
