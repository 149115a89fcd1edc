using System.Diagnostics;
using System.Text.RegularExpressions;
using Larder.Cli.Arguments;

namespace Larder.Cli.Tests.Program;

/// <summary>Every command that the guide shows is run as it stands, with only the host and the length replaced.</summary>
[Trait("Platform", "Unix")]
public sealed partial class GuideSpec
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Every_command_of_the_guide_works()
    {
        await using var server = await StubServer.StartAsync();
        var commands = Blocks().Matches(ReadGuide()).SelectMany(block => block.Groups["text"].Value.Trim().Split('\n')).ToArray();

        foreach (var command in commands)
        {
            var (exitCode, errors) = await RunAsync(command, server.Address);

            Assert.True(exitCode == 0, $"{command} ended with {exitCode}: {errors}");
        }

        Assert.True(commands.Length >= 9, $"Only {commands.Length} commands were found in the guide.");
    }

    [Fact]
    public void Every_option_is_in_the_guide()
    {
        var guide = ReadGuide();
        var options = new Commands.IVerb[] { new Commands.PayloadVerb(), new Commands.LoadVerb(), new Commands.SweepVerb() }
            .SelectMany(verb => verb.Options)
            .Where(option => option != Option.Help);

        Assert.All(options, option => Assert.Contains(option.Name, guide, StringComparison.Ordinal));
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(string command, string address)
    {
        // Later options win, so the ones added here replace what the guide says and what the program would choose.
        var script = $$"""
            set -eo pipefail
            cache-cli() {
              case "$1" in
                load) set -- "$@" -d 1s ;;
                sweep) set -- "$@" --gets 200 ;;
              esac
              dotnet '{{typeof(ServerAddress).Assembly.Location}}' "$@" -H {{address}}
            }
            {{command}}
            """;
        var start = new ProcessStartInfo("/bin/bash", ["-c", script])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        await output;
        return (process.ExitCode, await errors);
    }

    private static string ReadGuide()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Larder.slnx")))
            folder = folder.Parent;
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "guide", "cache-cli.md")).ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^```sh\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Blocks();
}
