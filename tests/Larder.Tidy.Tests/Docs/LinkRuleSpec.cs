using Larder.Tidy.Docs;

namespace Larder.Tidy.Tests.Docs;

public sealed class LinkRuleSpec
{
    [Fact]
    public void A_link_to_nowhere_names_page_line_and_target()
    {
        Assert.Equal(
            "docs/a.md:3 links to ../gone.md, but there is no such file",
            Assert.Single(Check("# A\n\nSee [that](../gone.md).\n")));
    }

    [Fact]
    public void A_link_to_a_heading_that_is_not_there_is_refused()
    {
        Assert.Equal(
            "docs/a.md:3 links to b.md#third-part, but docs/b.md has no such heading",
            Assert.Single(Check("# A\n\nSee [that](b.md#third-part).\n")));
    }

    [Fact]
    public void A_picture_and_a_reference_are_links_too()
    {
        var violations = Check("# A\n\n![plot](plot.png) and <img src=\"plot.svg\">\n\n[ref]: missing.md\n").ToList();

        Assert.Equal(
            [
                "docs/a.md:3 links to plot.png, but there is no such file",
                "docs/a.md:3 links to plot.svg, but there is no such file",
                "docs/a.md:5 links to missing.md, but there is no such file",
            ],
            violations);
    }

    [Fact]
    public void A_link_that_leaves_the_repository_is_refused()
    {
        Assert.Equal(
            "docs/a.md:1 links to ../../x.md, but there is no such file", Assert.Single(Check("# [A](../../x.md)\n")));
    }

    [Theory]
    [InlineData("[b](b.md)")]
    [InlineData("[b](b.md#second-part)")]
    [InlineData("[b](b.md#second-part-1)")]
    [InlineData("[b](b.md#what-entrynode-is-and-is-not)")]
    [InlineData("[here](#a)")]
    [InlineData("[folder](../docs/)")]
    [InlineData("[away](https://example.org/none)")]
    [InlineData("`[code](gone.md)`")]
    [InlineData("```\n[code](gone.md)\n```")]
    public void Links_that_resolve_and_links_in_code_are_silent(string link)
    {
        Assert.Empty(Check($"# A\n\n{link}\n"));
    }

    private static IEnumerable<string> Check(string page) =>
        new LinkRule().Check(FileSet.Of(
            ("docs/a.md", page),
            ("docs/b.md",
                "# B\n\n## Second part\n\n## Second part\n\n### What `EntryNode` is, and is not\n")));
}
