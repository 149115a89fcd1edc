using Larder.Tidy.Code;

namespace Larder.Tidy.Tests.Code;

public sealed class WorkplaceRuleSpec
{
    private static readonly string Home = "/" + "home";

    [Fact]
    public void A_word_that_this_machine_alone_would_say_is_refused()
    {
        var files = FileSet.Of(("docs/run.md", "# Run\n\nRestore from packages.example.test first.\n"));

        Assert.Equal(
            "docs/run.md:3 says packages.example.test, which only the machine that wrote it knows",
            Assert.Single(new WorkplaceRule(["packages.example.test"]).Check(files)));
    }

    [Fact]
    public void A_path_of_a_person_is_refused()
    {
        var files = FileSet.Of(("docs/run.md", $"cd {Home}/anna/larder\n"));

        Assert.Equal(
            $"docs/run.md:1 says {Home}/anna, which only the machine that wrote it knows",
            Assert.Single(new WorkplaceRule([]).Check(files)));
    }

    [Theory]
    [InlineData("COPY --from=build /src/publish /app")]
    [InlineData("see docs/home/page.md")]
    [InlineData("GET /cache/stats")]
    public void Other_paths_are_fine(string line)
    {
        Assert.Empty(new WorkplaceRule([]).Check(FileSet.Of(("Dockerfile", line))));
    }
}
