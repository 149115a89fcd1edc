using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Driving;

namespace Larder.Benchmarks.Tests;

public sealed class CommandLineSpec
{
    [Fact]
    public void In_turns_without_a_case_all_those_are_run_that_can()
    {
        var command = CommandLine.Read(["--in-turns"], out _)!;

        Assert.True(command.InTurns);
        Assert.Equal(CaseList.All.Where(static c => c.InTurns is not null), command.Cases);
        Assert.Contains(command.Cases, static c => c.Name == "hybrid-hit");
    }

    [Fact]
    public void A_group_gives_only_its_cases_that_can()
    {
        var command = CommandLine.Read(["--in-turns", "--case", "sqlite"], out _)!;

        Assert.Equal(["sqlite"], command.Cases.Select(static c => c.Name));
    }

    [Theory]
    [InlineData("bytes-1m")]
    [InlineData("http-get")]
    [InlineData("http-start")]
    public void A_case_that_cannot_is_refused_with_a_word_about_where_to_look(string name)
    {
        var command = CommandLine.Read(["--in-turns", "--case", name], out var fault);

        Assert.Null(command);
        Assert.Equal($"'{name}' is not a case whose contestants can take turns. --list marks those.", fault);
    }

    [Fact]
    public void Otherwise_every_case_can_be_named_and_an_unknown_one_is_refused()
    {
        Assert.Single(CommandLine.Read(["--case", "bytes-1m"], out _)!.Cases);
        Assert.Single(CommandLine.Read(["--case", "http-get"], out _)!.HttpCases);
        Assert.Null(CommandLine.Read(["--case", "bites"], out var fault));
        Assert.Equal("'bites' is not a case. --list names them.", fault);
    }
}
