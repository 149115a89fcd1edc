namespace Larder.Server.Tests.Configuration;

/// <summary>What whoever starts the server sees of its settings.</summary>
public sealed class SettingsOfAProcessSpec : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task S0_52_all_faults_are_told_at_once_with_exit_code_1_and_no_stack_trace()
    {
        var wrong = new Dictionary<string, string>
        {
            ["DATABASE_URL"] = "postgresql://me:geheim@db:x/y",
            ["TIMEOUT"] = "soon",
        };

        await using var server = ServerProcess.Start(_folder.Path, wrong, "--urls", "http://0.0.0.0:1");
        var end = await server.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.StartsWith("larder: 3 settings are wrong:", end.Errors, StringComparison.Ordinal);
        Assert.Equal(4, end.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("  - DATABASE_URL must have a port", end.Errors, StringComparison.Ordinal);
        Assert.Contains("  - TIMEOUT must be", end.Errors, StringComparison.Ordinal);
        Assert.Contains("'http://0.0.0.0:1'", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S0_52_a_file_named_env_is_read_and_the_environment_wins_over_it()
    {
        await File.WriteAllTextAsync(_folder.File(".env"), "TIMEOUT=from-file\nWORKERS=from-file\nUNKNOWN=x\n");
        var environment = new Dictionary<string, string> { ["WORKERS"] = "4" };

        await using var server = ServerProcess.Start(_folder.Path, environment, "--urls", "http://127.0.0.1:0");
        var end = await server.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Equal(
            "larder: TIMEOUT must be a whole number from 1 to 3600, but was 'from-file'.\n", end.Errors);
    }

    [Fact]
    public async Task The_first_run_makes_the_data_folder_and_the_database_in_it()
    {
        var data = _folder.File("made/by/larder");
        var environment = new Dictionary<string, string> { ["LARDER__DATAFOLDER"] = data };

        await using var server = ServerProcess.Start(_folder.Path, environment, "--urls", "http://127.0.0.1:0");
        await server.FirstAddressAsync();

        Assert.True(File.Exists(Path.Combine(data, "larder.db")));
    }
}
