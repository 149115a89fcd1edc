using Larder.Tidy.Code;

namespace Larder.Tidy.Tests.Code;

public sealed class MarkerRuleSpec
{
    [Theory]
    [InlineData("TODO")]
    [InlineData("FIXME")]
    [InlineData("HACK")]
    public void A_marker_without_a_number_is_refused(string marker)
    {
        var files = FileSet.Of(("src/Larder/A.cs", $"class A\n{{\n    // {marker}: later\n}}\n"));

        Assert.Equal(
            $"src/Larder/A.cs:3 says {marker} without an issue number; write it as (#123) or do it now",
            Assert.Single(new MarkerRule().Check(files)));
    }

    [Fact]
    public void A_marker_with_a_number_is_a_plan()
    {
        Assert.Empty(new MarkerRule().Check(FileSet.Of(("src/Larder/A.cs", "// TODO(#12): later\nclass A;\n"))));
    }

    [Fact]
    public void Docs_are_comments_too()
    {
        var files = FileSet.Of(("src/Larder/A.cs", "/// <summary>A.\n/// TODO</summary>\nclass A;\n"));

        Assert.StartsWith(
            "src/Larder/A.cs:2 says TODO", Assert.Single(new MarkerRule().Check(files)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_string_is_no_comment()
    {
        Assert.Empty(new MarkerRule().Check(FileSet.Of(("src/Larder/A.cs", "class A { string B = \"TODO\"; }"))));
    }

    [Fact]
    public void Scripts_are_read_whole()
    {
        Assert.StartsWith(
            "larder:2 says FIXME",
            Assert.Single(new MarkerRule().Check(FileSet.Of(("larder", "#!/bin/bash\n# FIXME\n")))),
            StringComparison.Ordinal);
    }
}
