using System.Text.RegularExpressions;

namespace Larder.Tidy.Tests.Commands;

/// <summary>
/// What the two front doors do beneath their verbs, compared by their text: PowerShell is on few of the machines that run
/// these tests, so the second script is read and not run.
/// </summary>
public sealed partial class TwinsSpec
{
    private static readonly string Bash = string.Concat(
        Directory.EnumerateFiles(Path.Combine(FrontDoor.Root, "eng", "larder")).Order(StringComparer.Ordinal)
            .Prepend(Path.Combine(FrontDoor.Root, "larder")).Select(File.ReadAllText));

    private static readonly string PowerShell = File.ReadAllText(Path.Combine(FrontDoor.Root, "larder.ps1")).ReplaceLineEndings("\n");

    [Fact]
    public void Both_act_on_the_same_options_of_test_and_the_help_names_each()
    {
        var bash = Options(BashOption(), Between(Bash, "read_test_options() {", "\n}"));
        var powerShell = Options(PowerShellOption(), Between(PowerShell, "function Read-TestOptions", "\n}"));

        Assert.Contains("--filter", bash);
        Assert.Equal(bash, powerShell);
        Assert.All(bash, option => Assert.Matches($@"(?m)^  {option} ", Bash));
    }

    [Fact]
    public void Both_act_on_the_same_option_of_setup()
    {
        var bash = Options(BashOption(), Between(Bash, "setup_verb() {", "\n}"));
        var powerShell = Options(QuotedOption(), Between(PowerShell, "function Invoke-Setup", "\n}"))
            .Where(option => option != "--nologo");

        Assert.Equal(["--no-install"], bash);
        Assert.Equal(bash, powerShell);
    }

    [Theory]
    [InlineData("FAILED", "Failed")]
    [InlineData("USAGE", "Usage")]
    [InlineData("SERVICES_MISSING", "ServicesMissing")]
    public void Both_have_the_same_exit_codes(string bash, string powerShell)
    {
        var first = Regex.Match(Bash, $@"(?m)^readonly EXIT_{bash}=(\d)$").Groups[1].Value;
        var second = Regex.Match(PowerShell, $@"(?m)^\$Exit{powerShell} = (\d)$").Groups[1].Value;

        Assert.NotEmpty(first);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Both_know_the_same_services()
    {
        var bash = Between(Bash, "KNOWN_SERVICES='", "'").Split(' ');
        var powerShell = Between(PowerShell, "$KnownServices = @(", ")").Split(", ").Select(name => name.Trim('\''));

        Assert.Equal(bash, powerShell);
    }

    [Theory]
    [InlineData("up", "Up")]
    [InlineData("down", "Down")]
    [InlineData("logs", "Logs")]
    public void Both_tell_the_container_engine_the_same(string bash, string powerShell)
    {
        var first = Between(Bash, $"\n{bash}_verb() {{ compose ", " \"$@\"; }").Split(' ');
        var second = Between(PowerShell, $"function Invoke-{powerShell}([string[]] $arguments) {{ Invoke-Compose (@(", ") +")
            .Split(", ").Select(word => word.Trim('\''));

        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("dotnet watch --project", "dotnet watch --project")]
    [InlineData("dotnet format", "dotnet format")]
    [InlineData("--blame-hang-dump-type none", "'--blame-hang-dump-type', 'none'")]
    [InlineData("--collect 'XPlat Code Coverage'", "'--collect', 'XPlat Code Coverage'")]
    [InlineData("-p:LarderTestResults=", "-p:LarderTestResults=")]
    [InlineData("ci) HANG_LIMIT=5min", "'ci') { '5min' } else { '20min' }")]
    [InlineData("full) HANG_LIMIT=20min", "'ci') { '5min' } else { '20min' }")]
    public void Both_tell_the_sdk_the_same(string bash, string powerShell)
    {
        Assert.Contains(bash, Bash, StringComparison.Ordinal);
        Assert.Contains(powerShell, PowerShell, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_only_one_script_knows_would_be_seen()
    {
        var bash = Options(BashOption(), "      --full) X=1 ;;\n      --fast=?*) Y=2 ;;\n      *) no ;;\n");
        var powerShell = Options(PowerShellOption(), "            '^--full$' { $x = 1 }\n            default { no }\n");

        Assert.Equal(["--fast", "--full"], bash);
        Assert.Equal(["--full"], powerShell);
    }

    private static string[] Options(Regex pattern, string text) =>
        [.. pattern.Matches(text).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal)];

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal);
        Assert.True(from >= 0, $"No script has {start.Trim()}");
        from += start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^\s+(?<name>--[a-z-]+)(=\?\*)?\)", RegexOptions.Multiline)]
    private static partial Regex BashOption();

    [GeneratedRegex(@"^\s+'\^(?<name>--[a-z-]+)[$=]", RegexOptions.Multiline)]
    private static partial Regex PowerShellOption();

    [GeneratedRegex("'(?<name>--[a-z-]+)'")]
    private static partial Regex QuotedOption();
}
