using Larder.Tidy.Docs;

namespace Larder.Tidy.Tests.Docs;

public sealed class TitleRuleSpec
{
    [Fact]
    public void A_page_without_a_title_is_refused()
    {
        Assert.Equal(
            "docs/a.md has no title; begin it with one line \"# …\"", Assert.Single(Check("## Only a part\n")));
    }

    [Fact]
    public void A_page_with_two_titles_is_refused()
    {
        Assert.Equal("docs/a.md has 2 titles (One, Two); a page has one", Assert.Single(Check("# One\n\n# Two\n")));
    }

    [Fact]
    public void A_comment_of_a_shell_is_no_title()
    {
        Assert.Empty(Check("# One\n\n```sh\n# build\nmake\n```\n"));
    }

    [Fact]
    public void A_fence_that_never_closes_is_named()
    {
        Assert.Equal(
            "docs/a.md:3 opens a fenced block that nothing closes", Assert.Single(Check("# One\n\n```sh\nmake\n")));
    }

    private static IEnumerable<string> Check(string page) => new TitleRule().Check(FileSet.Of(("docs/a.md", page)));
}
