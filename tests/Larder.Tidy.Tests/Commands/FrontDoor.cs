using System.Diagnostics;

namespace Larder.Tidy.Tests.Commands;

/// <summary>Runs <c>./larder</c> as a user does. Nothing here starts the real test run: that would never end.</summary>
internal static class FrontDoor
{
    // Far above any answer ever seen; it only keeps a hanging script from hanging the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The folder of the repository, found from where the tests were built.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static Task<CommandEnd> RunAsync(params string[] arguments) =>
        RunAsync(Path.Combine(Root, "larder"), new Dictionary<string, string>(), arguments);

    public static async Task<CommandEnd> RunAsync(
        string script, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // bash is named by its path, so that a test may empty PATH.
        var start = new ProcessStartInfo("/bin/bash")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Remove("LARDER_TEST_SCALE");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        return new CommandEnd(process.ExitCode, await output, await errors);
    }

    private static string FindRoot(string folder)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
        {
            if (File.Exists(Path.Combine(here.FullName, "Larder.slnx")))
                return here.FullName;
        }

        throw new InvalidOperationException($"No folder above {folder} holds Larder.slnx.");
    }
}
