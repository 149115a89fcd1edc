namespace Larder.Tidy.Tests.Commands;

/// <summary>
/// A checkout with the real <c>./larder</c> and a scripted <c>dotnet</c> that leaves prepared results, so that every
/// outcome of a test run can be shown without running one.
/// </summary>
internal sealed class ScriptedCheckout : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("larder-checkout-");
    private readonly Dictionary<string, string> _environment;

    public ScriptedCheckout()
    {
        Copy("larder");
        foreach (var part in Directory.EnumerateFiles(Path.Combine(FrontDoor.Root, "eng", "larder")))
            Copy(Path.Combine("eng", "larder", Path.GetFileName(part)));
        Directory.CreateDirectory(In("results"));
        Directory.CreateDirectory(In("tmp"));

        _environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{In("bin")}:/usr/bin:/bin",
            ["TMPDIR"] = In("tmp"),
            ["CALLS"] = In("calls"),
            ["RESULTS"] = In("results"),
        };
        InstallSdk("10.0.100");
    }

    /// <summary>Each call of the scripted <c>dotnet</c>, with its arguments.</summary>
    public IReadOnlyList<string> Calls => File.Exists(In("calls")) ? File.ReadAllLines(In("calls")) : [];

    /// <summary>What a run has left in the folder for temporary files.</summary>
    public IReadOnlyList<string> Leftovers => Directory.GetFileSystemEntries(In("tmp"));

    public void InstallSdk(string version)
    {
        var accepts = version.StartsWith("10.", StringComparison.Ordinal) ? 0 : 145;
        Write("bin/dotnet", $$"""
            #!/bin/bash
            printf '%s\n' "$*" >> "$CALLS"
            case "$1" in
              --version) exit {{accepts}} ;;
              --list-sdks) echo '{{version}} [/somewhere]' ;;
              build) [ "${BUILD_EXIT:-0}" -eq 0 ] || echo 'X.cs(1,1): error CS0000'; exit "${BUILD_EXIT:-0}" ;;
              test)
                for argument in "$@"; do
                  case "$argument" in -p:LarderTestResults=*) cp "$RESULTS"/* "${argument#*=}" ;; esac
                done
                if [ -n "${SCALED:-}" ]; then printf '%s\n' "$SCALED" "$SCALED" >> "$LARDER_TEST_SCALE_LOG"; fi
                exit "${TEST_EXIT:-0}" ;;
            esac
            """);
        MakeProgram("bin/dotnet");
    }

    /// <summary>A scripted <c>docker</c>; the call that is named fails.</summary>
    public void InstallDocker(string failing = "none")
    {
        Write("bin/docker", $"""
            #!/bin/bash
            printf '%s\n' "$*" >> "$CALLS"
            [ "$*" != '{failing}' ]
            """);
        MakeProgram("bin/docker");
    }

    public void AddProject(string name) => Write($"tests/{name}/{name}.csproj", "<Project />");

    public void AddResults(string name, int passed, int failed, string outcome = "Completed", string results = "") =>
        Write($"results/{name}.trx", $"""
            <TestRun>
              <Results>
            {results}
              </Results>
              <ResultSummary outcome="{outcome}">
                <Counters total="{passed + failed}" executed="{passed + failed}" passed="{passed}" failed="{failed}" />
              </ResultSummary>
            </TestRun>
            """);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
    }

    public void Set(string name, string value) => _environment[name] = value;

    public Task<CommandEnd> RunAsync(params string[] arguments) =>
        FrontDoor.RunAsync(In("larder"), _environment, arguments);

    public void Dispose() => _root.Delete(recursive: true);

    private string In(string path) => Path.Combine(_root.FullName, path);

    private void MakeProgram(string path)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("The bash front door is tested on Unix only.");
        File.SetUnixFileMode(In(path), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private void Copy(string path) => Write(path, File.ReadAllText(Path.Combine(FrontDoor.Root, path)));
}
