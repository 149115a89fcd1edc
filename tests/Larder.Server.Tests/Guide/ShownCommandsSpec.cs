using System.Diagnostics;
using System.Text.RegularExpressions;
using Larder.Server.Tests.Packaging;
using Larder.Testing;

namespace Larder.Server.Tests.Guide;

/// <summary>Every curl of the README and the guide is run as it is printed, by a shell and the real curl.</summary>
[Trait("Platform", "Unix")]
public sealed partial class ShownCommandsSpec
{
    public static TheoryData<string> Pages => [.. PagesWithCommands()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Each_curl_of_a_page_gives_the_answer_that_the_page_shows(string page)
    {
        var server = new ServerUnderTest();
        await server.InitializeAsync();
        var faults = new List<string>();

        foreach (var command in Read(page))
            faults.AddRange(await FaultsOfAsync(command, server));
        await server.DisposeAsync();

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void The_pages_that_show_the_api_are_among_them()
    {
        string[] pages = ["README.md", "docs/guide/health.md", "docs/guide/key-value.md", "docs/guide/payloads.md"];

        Assert.Empty(pages.Except(PagesWithCommands(), StringComparer.Ordinal).ToList());
        Assert.All(pages, page => Assert.Contains(Read(page), command => command.Answer is not null));
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
            curl d
            ```

            ```json
            {"e":2}
            ```

            ```console
            $ curl f
            {"g":3}
            $ curl h
            $ curl -H 'Authorization: Bearer larder_…' i
            ```

            ```json
            {"not":"of h, which has a word between"}
            ```
            """;

        var commands = PageReader.Read("p.md", Page.Split('\n'));

        Assert.Equal(
            [
                new ShownCommand("p.md", 3, "curl a   -d b", """{"c":1}"""), new ShownCommand("p.md", 9, "curl d", """{"e":2}"""),
                new ShownCommand("p.md", 17, "curl f", """{"g":3}"""), new ShownCommand("p.md", 19, "curl h", null),
            ],
            commands);
    }

    private static async Task<IEnumerable<string>> FaultsOfAsync(ShownCommand command, ServerUnderTest server)
    {
        // The only thing that is changed: where the server of this test listens.
        var text = command.Text
            .Replace("localhost:8000", server.Addresses[0].Authority, StringComparison.Ordinal)
            .Replace("localhost:7171", server.Addresses[1].Authority, StringComparison.Ordinal);

        // Without an answer to compare with, an error status has to end the command with an error.
        var (code, told, errors) = await RunAsync(text.Replace("curl ", command.Answer is null ? "curl -sSf " : "curl -sS ", StringComparison.Ordinal));
        var place = $"{command.Page}:{command.Line}: {command.Text}";
        if (code != 0)
            return [$"{place}\n  ended with {code}: {errors}"];
        return command.Answer is null || IsLike(told, command.Answer)
            ? []
            : [$"{place}\n  answers {told}\n  and the page says {command.Answer}"];
    }

    // Times and shares differ each time: a number with three decimals or more was measured, and so was one with a per cent.
    private static bool IsLike(string told, string shown)
    {
        var pattern = Regex.Escape(shown.Trim()).Replace("…", ".*", StringComparison.Ordinal);
        pattern = Measured().Replace(pattern, "[0-9.]+");
        return Regex.IsMatch(told.Trim(), $"^{pattern}$", RegexOptions.Singleline);
    }

    [GeneratedRegex(@"[0-9]+\\\.[0-9]{3,}|[0-9]+\\\.[0-9]+(?=%)")]
    private static partial Regex Measured();

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(WaitLimit.Default);
        return (process.ExitCode, await output, await errors);
    }

    private static IEnumerable<string> PagesWithCommands() =>
        Directory.EnumerateFiles(Repository.PathOf("docs/guide"), "*.md")
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Prepend("README.md")
            .Where(page => Read(page).Count > 0);

    private static IReadOnlyList<ShownCommand> Read(string page) =>
        PageReader.Read(page, File.ReadAllLines(Repository.PathOf(page)));
}
