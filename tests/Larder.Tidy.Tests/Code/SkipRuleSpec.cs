using Larder.Tidy.Code;

namespace Larder.Tidy.Tests.Code;

public sealed class SkipRuleSpec
{
    [Theory]
    [InlineData("[Fact(Skip = \"later\")] void T() { }", "Skip =")]
    [InlineData("[SkippableFact] void T() { }", "SkippableFact")]
    [InlineData("void T() { Assert.Skip(\"no\"); }", "Assert.Skip")]
    [InlineData("void T() { Skip.If(true); }", "Skip.If")]
    public void A_skipped_test_is_refused_however_it_is_done(string member, string found)
    {
        var files = FileSet.Of(("tests/X/ASpec.cs", $"class ASpec\n{{\n{member}\n}}\n"));

        Assert.Equal(
            $"tests/X/ASpec.cs:3 skips a test ({found}); give it a Needs trait or mend it",
            Assert.Single(new SkipRule().Check(files)));
    }

    [Fact]
    public void Skipping_elements_of_a_list_is_no_skipped_test()
    {
        var files = FileSet.Of(("tests/X/ASpec.cs", "class ASpec { int T(int[] all) => all.Skip(1).First(); }"));

        Assert.Empty(new SkipRule().Check(files));
    }
}
