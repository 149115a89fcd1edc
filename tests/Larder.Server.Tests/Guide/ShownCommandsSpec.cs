using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Guide;

/// <summary>
/// Every curl of the README and the guide, and every command of the pages on operations, is run as it is printed, by a shell
/// and the real curl, against the published output with the variables of the image.
/// </summary>
[Collection(PublishedCollection.Name)]
[Trait("Platform", "Unix")]
public sealed class ShownCommandsSpec(PublishedProgram program)
{
    private static readonly string[] KnownNeeds = ["a container engine", "a cluster", "systemd", "the tool of SQLite"];

    public static TheoryData<string> Pages => [.. ShownPages.All.Where(page => ShownPages.Run(page).Count > 0)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task S4_39_S0_54_each_command_of_a_page_gives_the_answer_that_the_page_shows(string page)
    {
        var faults = new List<string>();

        await using (var run = new PageRun(program))
        {
            foreach (var command in ShownPages.Run(page))
            {
                if (await run.FaultOfAsync(command) is { } fault)
                    faults.Add(fault);
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void The_pages_that_show_the_api_and_how_to_run_it_are_among_them()
    {
        string[] pages =
        [
            "README.md", "docs/guide/health.md", "docs/guide/key-value.md", "docs/guide/payloads.md",
            "docs/operations/best-practices.md", "docs/operations/deploy.md", "docs/operations/troubleshooting.md",
        ];

        Assert.Empty(pages.Except(ShownPages.All, StringComparer.Ordinal).ToList());
        Assert.All(pages, page => Assert.Contains(ShownPages.Run(page), command => command.Answer is not null));
    }

    [Fact]
    public void What_nobody_runs_says_what_it_needs_in_words_that_are_known_or_leaves_out_a_secret()
    {
        var notRun = ShownPages.All.SelectMany(ShownPages.Shown).Except(ShownPages.All.SelectMany(ShownPages.Run)).ToList();

        Assert.All(notRun.Where(command => !command.IsCut), command => Assert.Contains(command.Needs!, KnownNeeds));
        Assert.Equal(["docs/guide/security.md"], notRun.Where(command => command.IsCut).Select(command => command.Page));
    }

    [Fact]
    public void A_command_is_read_with_its_answer_from_every_kind_of_block()
    {
        const string Page = """
            ```sh
            ./larder run
            curl a \
              -d b
            # {"c":1}
            ```

            ```sh
            # needs a cluster
            f() {
              curl d
            }
            ```

            ```sh
            curl d
            ```

            ```json
            {"e":2}
            ```

            ```console
            $ curl f
            {"g":3}
              indented
            $ curl h
            $ curl -H 'Authorization: Bearer larder_…' i
            ```

            ```json
            {"not":"of h, which has a word between"}
            ```
            """;

        var commands = PageReader.Read("p.md", Page.ReplaceLineEndings("\n").Split('\n'));

        Assert.Equal(
            [
                new ShownCommand("p.md", 2, "./larder run"), new ShownCommand("p.md", 3, "curl a \\\n  -d b", """{"c":1}"""),
                new ShownCommand("p.md", 10, "f() {\n  curl d\n}", Needs: "a cluster"), new ShownCommand("p.md", 16, "curl d", """{"e":2}"""),
                new ShownCommand("p.md", 24, "curl f", "{\"g\":3}\n  indented"), new ShownCommand("p.md", 27, "curl h"),
                new ShownCommand("p.md", 28, "curl -H 'Authorization: Bearer larder_…' i"),
            ],
            commands);
        Assert.Equal([true, false, false, false, false, false, false], commands.Select(command => command.IsServer));
    }

    [Fact]
    public async Task A_command_that_fails_and_an_answer_that_differs_would_be_seen()
    {
        await using var run = new PageRun(program);
        ShownCommand[] commands =
        [
            new("p.md", 1, "remember() {\n  echo $1\n}"),
            new("p.md", 2, "remember this", "this"),
            new("p.md", 3, "remember this", "that"),
            new("p.md", 4, "false\ntrue"),
            new("p.md", 5, "curl http://localhost:8000/nowhere"),
            new("p.md", 6, "curl http://localhost:8000/nowhere", """{"detail":"Not Found"}"""),
            new("p.md", 7, "curl http://localhost:1"),
        ];

        var faults = new List<string?>();
        foreach (var command in commands)
            faults.Add(await run.FaultOfAsync(command));

        Assert.Equal([3, 4, 5, 7], Enumerable.Range(1, commands.Length).Where(line => faults[line - 1] is not null));
        Assert.All(faults.OfType<string>(), fault => Assert.StartsWith("p.md:", fault, StringComparison.Ordinal));
    }
}
