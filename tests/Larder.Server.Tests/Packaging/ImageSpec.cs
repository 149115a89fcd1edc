using System.Text.RegularExpressions;

namespace Larder.Server.Tests.Packaging;

/// <summary>
/// The recipe of the image, held against the repository and the server. No image is built here: what the recipe starts
/// is started without a container by <see cref="PublishedProgram"/>.
/// </summary>
public sealed partial class ImageSpec
{
    [Fact]
    public void S1_18_the_image_is_alpine_for_amd64_and_opens_both_ports()
    {
        Assert.Equal("--platform=linux/amd64 mcr.microsoft.com/dotnet/aspnet:10.0-alpine", Dockerfile.Only("FROM"));
        Assert.Equal("8000 7171", Dockerfile.Only("EXPOSE"));
        Assert.Equal("http://0.0.0.0:8000;http://0.0.0.0:7171", Dockerfile.Variables["ASPNETCORE_URLS"]);
    }

    [Fact]
    public void The_program_runs_as_the_user_that_owns_the_one_folder_it_writes_to()
    {
        var user = Dockerfile.Only("USER");
        var data = Dockerfile.Only("VOLUME");

        Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", user);
        Assert.Contains(Dockerfile.Image, each => each.Word == "COPY" && each.Words.Contains($"--chown={user}", StringComparison.Ordinal)
            && each.Words.EndsWith($" {data}", StringComparison.Ordinal));
        Assert.Equal(data, Dockerfile.Variables["LARDER__DATAFOLDER"]);
        Assert.Equal(data, Dockerfile.Variables["SQLITE_TMPDIR"]);
        Assert.Equal(data, Dockerfile.Variables["HOME"]);
    }

    [Fact]
    public void The_program_and_the_probe_need_no_shell()
    {
        var probe = Dockerfile.Command(Dockerfile.Only("HEALTHCHECK"));

        Assert.Equal(["dotnet", "/app/Larder.Server.dll"], Dockerfile.Command(Dockerfile.Only("ENTRYPOINT")));
        Assert.Equal("wget", probe[0]);
        Assert.Equal("http://127.0.0.1:8000/health", probe[^1]);
    }

    [Fact]
    public void Everything_that_is_copied_is_there_and_not_ignored()
    {
        var ignored = Repository.Read(".dockerignore").Split('\n');
        var sources = Dockerfile.Instructions
            .Where(each => each.Word == "COPY" && !each.Words.StartsWith("--from", StringComparison.Ordinal))
            .SelectMany(each => each.Words.Split(' ')[..^1])
            .Select(name => name.TrimEnd('/'))
            .ToList();

        Assert.Equal("*", ignored.First(line => !line.StartsWith('#')));
        Assert.All(sources, name => Assert.True(Path.Exists(Repository.PathOf(name)), name));
        Assert.Equal(sources.Order(), ignored.Where(line => line.StartsWith('!')).Select(line => line[1..]).Order());
        Assert.Contains("**/.env", ignored);
    }

    [Fact]
    public void S1_18_the_build_compiles_ahead_for_the_system_of_the_image()
    {
        var publish = Dockerfile.Instructions.Single(each => each.Word == "RUN").Words;

        Assert.Contains("-r linux-musl-x64", publish, StringComparison.Ordinal);
        Assert.Contains("-p:PublishReadyToRun=true", publish, StringComparison.Ordinal);
        Assert.True(File.Exists(Repository.PathOf(ProjectFile().Match(publish).Value)));
    }

    [GeneratedRegex(@"\S+\.csproj")]
    private static partial Regex ProjectFile();
}
