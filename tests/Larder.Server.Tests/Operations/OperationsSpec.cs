using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Operations;

/// <summary>Each command of the pages on operations does what the page says, or says what it needs.</summary>
[Trait("Platform", "Unix")]
public sealed class OperationsSpec
{
    private static readonly string[] KnownNeeds =
        ["a container engine", "a cluster", "systemd", "the tool of SQLite"];

    [Theory]
    [InlineData("deploy")]
    [InlineData("costs")]
    [InlineData("troubleshooting")]
    [InlineData("best-practices")]
    public async Task S4_39_the_commands_of_the_page_run_and_print_what_it_says(string page)
    {
        await using var run = new CommandPage();
        foreach (var block in Blocks(page).Where(each => each.Needs is null))
        {
            var output = await run.RunAsync(block);

            Assert.All(block.Prints, text => Assert.Contains(text, output, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_block_that_nobody_runs_says_what_it_needs_in_words_that_are_known()
    {
        var pages = Directory.EnumerateFiles(Repository.PathOf("docs/operations"), "*.md")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .ToList();
        var blocks = pages.SelectMany(Blocks).ToList();

        Assert.Equal(["README", "best-practices", "costs", "deploy", "troubleshooting"], pages.Order(StringComparer.Ordinal));
        Assert.All(blocks.Where(each => each.Needs is not null), each => Assert.Contains(each.Needs!, KnownNeeds));
        Assert.True(blocks.Count(each => each.Needs is null) >= 8, "Too few blocks are run.");
    }

    [Fact]
    public async Task A_command_that_fails_and_an_output_that_differs_would_be_seen()
    {
        await using var run = new CommandPage();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => run.RunAsync(new CommandBlock("page", 7, "true\nfalse\ntrue\n")));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => run.RunAsync(new CommandBlock("page", 9, "curl http://localhost:8000/health\n")));
        var output = await run.RunAsync(new CommandBlock("page", 11, "echo one\n# prints two\n"));

        Assert.Contains("page:7", failure.Message, StringComparison.Ordinal);
        Assert.Contains("page:9", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("two", output, StringComparison.Ordinal);
    }

    private static IReadOnlyList<CommandBlock> Blocks(string page) =>
        CommandBlock.ReadAll(page, Repository.Read($"docs/operations/{page}.md"));
}
