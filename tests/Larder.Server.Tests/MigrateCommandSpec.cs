namespace Larder.Server.Tests;

/// <summary>The verb <c>migrate</c>, as whoever types it sees it.</summary>
public sealed class MigrateCommandSpec : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Migrate_applies_what_is_pending_and_a_second_time_nothing()
    {
        var first = await RunAsync("migrate");
        var second = await RunAsync("migrate");

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Contains("applied  0001_cache_payloads\n", first.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (second.ExitCode, second.Errors));
        Assert.StartsWith("Nothing to apply: sqlite:///", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_tells_what_is_pending_and_makes_no_file()
    {
        var before = await RunAsync("migrate", "--status");
        var files = Directory.GetFileSystemEntries(_folder.Path);
        await RunAsync("migrate");
        var after = await RunAsync("migrate", "--status");

        Assert.Equal(0, before.ExitCode);
        Assert.Contains("\n  pending  0001_cache_payloads\n", before.Output, StringComparison.Ordinal);
        Assert.Empty(files);
        Assert.Contains("\n  applied  0001_cache_payloads  20", after.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("now")]
    [InlineData("--stats")]
    [InlineData("--Larder:DataFolder")]
    public async Task A_word_that_migrate_does_not_know_is_named_with_exit_code_2(string word)
    {
        var end = await RunAsync("migrate", word);

        Assert.Equal(2, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.StartsWith($"larder: '{word}' is not an option of migrate.", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_refuses_is_one_line_with_exit_code_1()
    {
        await File.WriteAllTextAsync(_folder.File("larder.db"), new string('x', 5_000));

        string[][] ways = [["migrate"], ["migrate", "--status"], ["--urls", "http://127.0.0.1:0"]];

        foreach (var arguments in ways)
        {
            var end = await RunAsync(arguments);

            Assert.Equal(1, end.ExitCode);
            Assert.Empty(end.Output);
            Assert.Contains("not a database", Assert.Single(end.Errors.Trim().Split('\n')), StringComparison.Ordinal);
        }
    }

    private async Task<ProcessEnd> RunAsync(params string[] arguments)
    {
        var variables = new Dictionary<string, string>
        {
            ["LARDER__DATAFOLDER"] = _folder.Path,
            ["LOG_LEVEL"] = "ERROR",
        };
        await using var process = ServerProcess.Start(Path.GetTempPath(), variables, arguments);
        return await process.EndAsync();
    }
}
