using System.Diagnostics;
using Larder.Testing;

namespace Larder.Server.Tests.Packaging;

/// <summary>
/// The published output: made once for all tests that start it, with the words of the Dockerfile, and started with the
/// variables of the Dockerfile and no others, as a user who may write to one folder alone.
/// </summary>
/// <remarks>
/// What differs from the image: the system below it, and therefore the runtime that is published for; the ports, which are
/// free ones; the place of the data, which is a folder made for each start. That the rest of the file system is read-only
/// is not shown, only that this user may not write to the program. Whoever runs the tests as an ordinary user is that user.
/// It is compiled ahead only at full scale, because that asks for a package which no build needs.
/// </remarks>
public sealed class PublishedProgram : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("larder-published-");

    internal string Folder => Path.Combine(_folder.FullName, "app");

    /// <summary>The file that a runtime is given.</summary>
    internal string Program => Path.Combine(Folder, "Larder.Server.dll");

    public async Task InitializeAsync()
    {
        await ShellCommand.RunAsync("dotnet", [.. PublishWords()]);
        if (Environment.IsPrivilegedProcess)
            await ShellCommand.RunAsync("chmod", "-R", "go+rX", _folder.FullName);
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Starts it as <c>docker run</c> does.</summary>
    /// <param name="changes">What <c>-e</c> would change about the variables of the image; null takes one away.</param>
    /// <param name="arguments">What stands behind the name of the image.</param>
    internal ServerProcess Start(IReadOnlyDictionary<string, string?> changes, params string[] arguments) =>
        Start(new ScratchFolder(), changes, arguments);

    /// <summary>The same with a folder for its data that a test has put something into; the process takes it over.</summary>
    internal ServerProcess Start(
        ScratchFolder data, IReadOnlyDictionary<string, string?> changes, params string[] arguments) =>
        StartCommand(data, changes, ["dotnet", Program, .. arguments]);

    /// <summary>Starts some command as that user, with those variables, beside the program.</summary>
    internal ServerProcess StartCommand(
        ScratchFolder data, IReadOnlyDictionary<string, string?> changes, params string[] command)
    {
        var user = Dockerfile.Only("USER");
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", ["-R", user, data.Path]);
            chown.WaitForExit();
            command = ["setpriv", $"--reuid={user.Split(':')[0]}", $"--regid={user.Split(':')[1]}", "--clear-groups", "--", .. command];
        }

        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = Folder };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in Dockerfile.Variables)
            start.Environment[name] = OnThisMachine(value, data.Path);
        foreach (var (name, value) in changes)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return ServerProcess.Start(start, data);
    }

    private static string OnThisMachine(string value, string data) => value
        .Replace(":8000", ":0", StringComparison.Ordinal)
        .Replace(":7171", ":0", StringComparison.Ordinal)
        .Replace(Dockerfile.Only("VOLUME"), data, StringComparison.Ordinal);

    // Everything that is made on the way lies in a folder of its own, so that the build that these tests belong to is left
    // as it is; and nobody on the network is asked about the packages, which that build has fetched already.
    private IEnumerable<string> PublishWords()
    {
        var ahead = TestScale.Current.Of("published assemblies compiled ahead: none (0) or all (1)", ci: 0, full: 1) == 1;
        return Dockerfile.Publish
            .Select(word => word.EndsWith(".csproj", StringComparison.Ordinal) ? Repository.PathOf(word) : word)
            .Select(word => word == "/publish" ? Folder : word)
            .Select(word => word == "-p:PublishReadyToRun=true" && !ahead ? "-p:PublishReadyToRun=false" : word)
            .Where((word, i) => word != "-r" && Dockerfile.Publish[Math.Max(0, i - 1)] != "-r")
            .Concat(["--use-current-runtime", "--artifacts-path", Path.Combine(_folder.FullName, "made")])
            .Concat(["-p:NuGetAudit=false", "--nologo", "-v", "q"]);
    }
}
