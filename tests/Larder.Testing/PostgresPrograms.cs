using System.Diagnostics;

namespace Larder.Testing;

/// <summary>Finds the programs of PostgreSQL and runs them as a user that the server accepts.</summary>
internal static class PostgresPrograms
{
    // Distributions keep the programs out of PATH, in a folder per version.
    private static readonly string[] Parents = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];

    private static readonly Lazy<string> Folder = new(FindFolder);

    /// <summary>PostgreSQL refuses to run as root, and its packages bring a user for it.</summary>
    private const string Owner = "postgres";

    /// <summary>Gives a folder to the user that the server runs as.</summary>
    public static async Task GiveAsync(string folder)
    {
        if (Environment.IsPrivilegedProcess)
            await RunAsync(new ProcessStartInfo("chown") { ArgumentList = { Owner, folder } });
    }

    /// <summary>Runs a program to its end and returns what it printed; a failure throws with its own words.</summary>
    public static Task<string> RunAsync(string program, params string[] arguments) =>
        RunAsync(StartInfo(program, arguments));

    /// <summary>Starts a program that stays; the process is the program itself and not a shell around it.</summary>
    public static Process Start(string program, params string[] arguments) =>
        Process.Start(StartInfo(program, arguments))!;

    /// <summary>Runs any program to its end.</summary>
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(WaitLimit.Default);
        return process.ExitCode == 0
            ? await output
            : throw new TestFailedException($"{start.FileName} ended with {process.ExitCode}: {await errors}");
    }

    private static ProcessStartInfo StartInfo(string program, string[] arguments)
    {
        var path = Path.Combine(Folder.Value, program);
        string[] prefix = Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={Owner}", $"--regid={Owner}", "--init-groups", path]
            : [path];
        return new ProcessStartInfo(prefix[0], [.. prefix[1..], .. arguments])
        {
            // A folder that the other user may enter.
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static string FindFolder()
    {
        var inPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var installed = Parents.Where(Directory.Exists)
            .SelectMany(parent => Directory.GetDirectories(parent))
            .Select(folder => Path.Combine(folder, "bin"))
            .OrderDescending(StringComparer.Ordinal);

        return installed.Concat(inPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new TestFailedException("PostgreSQL is not installed. './larder setup' installs it.");
    }
}
