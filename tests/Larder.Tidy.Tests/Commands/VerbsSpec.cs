namespace Larder.Tidy.Tests.Commands;

public sealed class VerbsSpec
{
    private static readonly string Bash = File.ReadAllText(Path.Combine(FrontDoor.Root, "larder"));
    private static readonly string PowerShell = File.ReadAllText(Path.Combine(FrontDoor.Root, "larder.ps1"));

    [Fact]
    public void Both_front_doors_act_on_the_same_verbs()
    {
        var bash = VerbList.DispatchedByBash(Bash);
        var powerShell = VerbList.DispatchedByPowerShell(PowerShell);

        Assert.Superset(new HashSet<string> { "run", "test", "setup", "dev", "format", "help" }, bash.ToHashSet());
        Assert.Equal(bash, powerShell);
    }

    [Fact]
    public void Every_verb_that_is_acted_on_is_documented_and_the_other_way_round()
    {
        Assert.Equal(VerbList.DispatchedByBash(Bash), VerbList.Documented(Bash));
        Assert.Equal(VerbList.DispatchedByPowerShell(PowerShell), VerbList.Documented(PowerShell));
    }

    [Fact]
    public void Both_front_doors_print_the_same_help() => Assert.Equal(VerbList.Help(Bash), VerbList.Help(PowerShell));

    [Fact]
    public void A_verb_that_only_one_script_knows_would_be_seen()
    {
        const string Case = "  case \"$verb\" in\n    run) a ;;\n    help | -h) b ;;\n    *) c ;;\n  esac\n";
        const string Switch = "switch -CaseSensitive ($verb) {\r\n    'run' { a }\r\n    '-h' { b }\r\n}\r\n";

        var bash = VerbList.DispatchedByBash(Case);
        var powerShell = VerbList.DispatchedByPowerShell(Switch);

        Assert.Equal(["help", "run"], bash);
        Assert.Equal(["run"], powerShell);
    }

    [Fact]
    public void A_verb_in_the_help_is_read_and_an_option_is_not()
    {
        const string Text = "Usage\n\nVerbs:\n  run  Start\n  up   Later\n\nrun:\n  --urls X  Where\n  note  X\n\n";

        var verbs = VerbList.Documented(Text);

        Assert.Equal(["run", "up"], verbs);
    }

    [Fact]
    public void A_script_without_a_dispatch_is_an_error_and_not_an_empty_list()
    {
        Assert.Throws<InvalidOperationException>(() => VerbList.DispatchedByBash("echo nothing"));
    }

    [Fact]
    [Trait("Platform", "Unix")]
    public async Task Every_documented_verb_answers_to_help()
    {
        var help = await FrontDoor.RunAsync("--help");
        var verbs = VerbList.Documented(help.Output);

        foreach (var verb in verbs)
        {
            var end = await FrontDoor.RunAsync(verb, "--help");

            Assert.True(end.ExitCode == 0, $"larder {verb} --help ended with {end.ExitCode}: {end.Errors}");
            Assert.Equal(help.Output, end.Output);
        }

        Assert.Equal(VerbList.DispatchedByBash(Bash), verbs);
    }
}
