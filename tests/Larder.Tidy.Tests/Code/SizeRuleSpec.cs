using Larder.Tidy.Code;

namespace Larder.Tidy.Tests.Code;

public sealed class SizeRuleSpec
{
    [Fact]
    public void A_file_of_401_lines_is_too_long()
    {
        Assert.Equal(
            "src/Larder.Engine/Long.cs has 401 lines, but a file has at most 400; cut it by idea",
            Assert.Single(Check(Repeat("// line\n", 401))));
    }

    [Fact]
    public void A_file_of_400_lines_is_not()
    {
        Assert.Empty(Check(Repeat("// line\n", 400)));
    }

    [Fact]
    public void A_method_of_71_lines_is_too_long()
    {
        Assert.Equal(
            "src/Larder.Engine/Long.cs has 71 lines in Walk, but a method has at most 70",
            Assert.Single(Check("class Long\n{\n" + Method(71) + "}\n")));
    }

    [Fact]
    public void Docs_and_attributes_do_not_make_a_method_longer()
    {
        Assert.Empty(Check("class Long\n{\n" + Repeat("/// doc\n", 9) + "[Obsolete]\n" + Method(70) + "}\n"));
    }

    [Fact]
    public void Top_level_statements_are_a_method_too()
    {
        Assert.Equal(
            "src/Larder.Engine/Long.cs has 71 lines in the top-level statements, but a method has at most 70",
            Assert.Single(Check(Repeat("F();\n", 71))));
    }

    private static IEnumerable<string> Check(string text) =>
        new SizeRule().Check(FileSet.Of(("src/Larder.Engine/Long.cs", text)));

    private static string Method(int lines) => "void Walk()\n{\n" + Repeat("F();\n", lines - 3) + "}\n";

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
