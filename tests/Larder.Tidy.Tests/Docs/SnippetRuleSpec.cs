using Larder.Tidy.Docs;

namespace Larder.Tidy.Tests.Docs;

public sealed class SnippetRuleSpec
{
    [Fact]
    public void A_block_that_does_not_compile_names_page_line_and_error()
    {
        var violation = Assert.Single(Check("# A\n\n```csharp\nvar x = 1;\nMissing.Call(x);\n```\n"));

        Assert.Equal(
            "docs/a.md:5 does not compile: CS0103 The name 'Missing' does not exist in the current context", violation);
    }

    [Theory]
    [InlineData("csharp")]
    [InlineData("cs")]
    [InlineData("c#")]
    public void No_spelling_of_the_language_escapes(string language)
    {
        Assert.Single(Check($"# A\n\n```{language}\nint x = \"no\";\n```\n"));
    }

    [Fact]
    public void A_member_that_the_library_does_not_have_is_an_error()
    {
        var violation = Assert.Single(Check("""
            # A

            ```csharp
            using Larder.Engine;

            var options = new StoreOptions { Capcity = 3 };
            ```
            """));

        Assert.StartsWith("docs/a.md:6 does not compile: CS0117 ", violation, StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_types_and_whole_programs_compile()
    {
        Assert.Empty(Check("""
            # A

            ```csharp
            using Larder.Engine;

            var options = new StoreOptions { Capacity = 3 };
            await Task.Yield();
            Console.WriteLine(options.Validate().Count + Twice.Of(2));

            static class Twice
            {
                public static int Of(int value) => 2 * value;
            }
            ```

            ```csharp
            public sealed record Product(int Id, string? Name);
            ```

            ```csharp
            var app = WebApplication.CreateBuilder(args).Build();
            app.MapGet("/", () => "hello");
            app.Run();
            ```
            """));
    }

    [Fact]
    public void A_hidden_comment_above_the_fence_sets_the_block_up()
    {
        Assert.Empty(Check("""
            # A

            <!-- setup: using Larder.Engine; var options = new StoreOptions(); -->
            ```csharp
            using System.Text;

            Console.WriteLine(new StringBuilder().Append(options.Capacity));
            ```
            """));
    }

    [Fact]
    public void Lines_count_from_the_page_below_a_set_up_too()
    {
        var violation = Assert.Single(Check("""
            # A

            <!-- setup:
            var x = 1;
            -->
            ```csharp
            x = "text";
            ```
            """));

        Assert.StartsWith("docs/a.md:7 does not compile: CS0029 ", violation, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_languages_are_not_compiled()
    {
        Assert.Empty(Check("# A\n\n```sh\nmake it\n```\n"));
    }

    private static IEnumerable<string> Check(string page) => new SnippetRule().Check(FileSet.Of(("docs/a.md", page)));
}
