using Larder.Tidy.Code;

namespace Larder.Tidy.Tests.Code;

public sealed class SuppressionRuleSpec
{
    private const string Explained =
        "// The rule does not know this pattern.\n#pragma warning disable CA1000\nclass A;\n";

    [Fact]
    public void A_silence_without_a_reason_is_refused()
    {
        var files = FileSet.Of(("src/Larder/A.cs", "\n#pragma warning disable CA1000\nclass A;\n"));

        Assert.Equal(
            "src/Larder/A.cs:2 silences CA1000 without a sentence why",
            Assert.Single(new SuppressionRule().Check(files)));
    }

    [Fact]
    public void An_attribute_needs_a_justification()
    {
        var files = FileSet.Of(("src/Larder/A.cs", "[SuppressMessage(\"Design\", \"CA1000:Name\")]\nclass A;\n"));

        Assert.Equal(
            "src/Larder/A.cs:1 silences CA1000 without a sentence why",
            Assert.Single(new SuppressionRule().Check(files)));
    }

    [Fact]
    public void The_third_of_a_kind_belongs_in_the_configuration()
    {
        var files = FileSet.Of(("a.cs", Explained), ("b.cs", Explained), ("c.cs", Explained));

        Assert.Equal(
            "CA1000 is silenced 3 times (a.cs:2, b.cs:2, c.cs:2); configure it once in .editorconfig",
            Assert.Single(new SuppressionRule().Check(files)));
    }

    [Fact]
    public void Two_silences_with_reasons_are_fine()
    {
        Assert.Empty(new SuppressionRule().Check(FileSet.Of(("a.cs", Explained), ("b.cs", Explained))));
    }
}
