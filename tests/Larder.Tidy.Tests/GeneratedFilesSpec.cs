namespace Larder.Tidy.Tests;

public sealed class GeneratedFilesSpec
{
    [Fact]
    public void Writing_settles_a_tree_in_one_go()
    {
        var root = Directory.CreateTempSubdirectory("larder-tidy-").FullName;
        try
        {
            Put(root, "src/Larder.Engine/Larder.Engine.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
            Put(root, "docs/architecture.md", "# A\n\n<!-- diagram:begin -->\n<!-- diagram:end -->\n");
            Put(root, "tests/Larder.Tidy.Tests/Api/Larder.Attic.txt", "gone");

            var first = GeneratedFiles.Write(root, FileSet.FromDisk(root));
            var second = GeneratedFiles.Write(root, FileSet.FromDisk(root));

            Assert.Equal(
                [
                    "tests/Larder.Tidy.Tests/Api/Larder.Engine.txt",
                    "docs/architecture.md",
                    "tests/Larder.Tidy.Tests/Api/Larder.Attic.txt",
                ],
                first);
            Assert.Empty(second);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Put(string root, string path, string text)
    {
        var target = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
    }
}
