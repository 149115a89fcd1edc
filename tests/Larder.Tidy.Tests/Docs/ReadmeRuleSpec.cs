using Larder.Tidy.Docs;

namespace Larder.Tidy.Tests.Docs;

public sealed class ReadmeRuleSpec
{
    private const string Script =
        "usage() {\n  echo 'Verbs:\n  run    Start\n  check  Test fly\n\nOptions:\n  fly'\n}\n";

    [Fact]
    public void A_verb_that_the_script_does_not_know_is_named()
    {
        var files = FileSet.Of(("larder", Script), ("README.md", "# Larder\n\n```sh\n./larder fly --high\n```\n"));

        Assert.Equal(
            "README.md:4 shows ./larder fly, but the script has no such verb",
            Assert.Single(new ReadmeRule().Check(files)));
    }

    [Fact]
    public void Verbs_of_the_script_and_its_options_are_fine()
    {
        var files = FileSet.Of(
            ("larder", Script), ("README.md", "# Larder\n\n`./larder run`, `./larder check`, `./larder --help`\n"));

        Assert.Empty(new ReadmeRule().Check(files));
    }

    [Fact]
    public void A_readme_of_250_lines_is_too_long()
    {
        var files = FileSet.Of(("README.md", "# Larder\n" + string.Concat(Enumerable.Repeat("line\n", 249))));

        Assert.Equal(
            "README.md has 250 lines, but has fewer than 250; move a part to docs/ and link it",
            Assert.Single(new ReadmeRule().Check(files)));
    }
}
