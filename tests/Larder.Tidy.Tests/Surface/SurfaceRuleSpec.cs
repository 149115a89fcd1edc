using Larder.Tidy.Surface;
using Microsoft.CodeAnalysis.CSharp;

namespace Larder.Tidy.Tests.Surface;

public sealed class SurfaceRuleSpec
{
    private const string Remedy =
        "look at the difference, and if you mean it run: dotnet run -c Release --project tests/Larder.Tidy -- --write";

    [Fact]
    public void A_new_member_is_shown_with_the_command_that_accepts_it()
    {
        var files = FileSet.Of(("tests/Larder.Tidy.Tests/Api/Larder.txt", "public class A\n    public int Old()\n"));

        Assert.Equal(
            $"Larder shows another public surface than tests/Larder.Tidy.Tests/Api/Larder.txt; {Remedy}\n"
            + "- public int Old()\n+ public int New()",
            Assert.Single(SurfaceRule.Compare(files, "Larder", "public class A\n    public int New()\n")));
    }

    [Fact]
    public void A_missing_snapshot_says_how_to_write_it()
    {
        Assert.Equal(
            $"tests/Larder.Tidy.Tests/Api/Larder.txt is missing; {Remedy}",
            Assert.Single(SurfaceRule.Compare(FileSet.Of(), "Larder", "")));
    }

    [Fact]
    public void A_snapshot_of_no_project_is_refused()
    {
        var files = FileSet.Of(("tests/Larder.Tidy.Tests/Api/Larder.Attic.txt", ""));

        Assert.Equal(
            "tests/Larder.Tidy.Tests/Api/Larder.Attic.txt belongs to no packable project; delete it",
            Assert.Single(new SurfaceRule().Check(files)));
    }

    [Fact]
    public void The_surface_is_readable_and_sorted()
    {
        const string Source = """
            #nullable enable
            using System.Collections.Generic;
            namespace N;
            public sealed record Options { public int Size { get; init; } = 3; public string? Name { get; init; } }
            public static class Words { public const int Most = 9; internal const int Least = 1; }
            public interface IBox<in T> where T : notnull { bool TryPut(T item, int times = 2); }
            public class Open<T> : List<T> where T : class { protected virtual void Grow() { } private int _hidden; }
            internal class Hidden { public int X; }
            """;

        Assert.Equal(
            """
            public interface N.IBox<in T> where T : notnull
                bool TryPut(T item, int times = 2)
            public class N.Open<T> : List<T> where T : class
                protected virtual void Grow()
                public Open()
            public sealed record N.Options : IEquatable<Options>
                public Options()
                public int Size { get; init; }
                public string? Name { get; init; }
            public static class N.Words
                public const int Most = 9

            """,
            PublicSurface.Write(Compile(Source)));
    }

    private static Microsoft.CodeAnalysis.IAssemblySymbol Compile(string source)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(path))
            .ToList();
        var options = new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary);
        var image = new MemoryStream();
        var result = CSharpCompilation.Create("N", [CSharpSyntaxTree.ParseText(source)], platform, options).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));

        var built = Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(image.ToArray());
        var reader = CSharpCompilation.Create("Reader", references: [.. platform, built]);

        return (Microsoft.CodeAnalysis.IAssemblySymbol)reader.GetAssemblyOrModuleSymbol(built)!;
    }
}
