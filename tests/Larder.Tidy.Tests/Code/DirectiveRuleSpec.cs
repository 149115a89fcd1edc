using Larder.Tidy.Code;

namespace Larder.Tidy.Tests.Code;

public sealed class DirectiveRuleSpec
{
    [Fact]
    public void A_region_is_refused_everywhere()
    {
        var files = FileSet.Of(("tests/X/A.cs", "class A\n{\n#region Fields\n#endregion\n}\n"));

        Assert.Equal(
            "tests/X/A.cs:3 opens a #region; cut the file by idea instead",
            Assert.Single(new DirectiveRule().Check(files)));
    }

    [Fact]
    public void Conditional_source_is_refused_in_src()
    {
        var files = FileSet.Of(("src/Larder/A.cs", "#if DEBUG\nclass A;\n#endif\n"));

        Assert.Equal(
            "src/Larder/A.cs:1 compiles on a condition (#if); src has one shape",
            Assert.Single(new DirectiveRule().Check(files)));
    }

    [Fact]
    public void The_generator_may_ask_for_its_target()
    {
        var files = FileSet.Of(("src/Larder.Generators/A.cs", "#if NETSTANDARD2_0\nclass A;\n#endif\n"));

        Assert.Empty(new DirectiveRule().Check(files));
    }

    [Fact]
    public void Text_that_looks_like_a_region_is_text()
    {
        var files = FileSet.Of(("src/Larder/A.cs", "class A { string B => \"\"\"\n#region\n\"\"\"; }\n"));

        Assert.Empty(new DirectiveRule().Check(files));
    }
}
