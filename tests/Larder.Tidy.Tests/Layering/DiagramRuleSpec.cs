using Larder.Tidy.Layering;

namespace Larder.Tidy.Tests.Layering;

public sealed class DiagramRuleSpec
{
    private const string Page = "docs/architecture.md";

    [Fact]
    public void A_stale_diagram_says_how_to_draw_it_anew()
    {
        var files = FileSet.Of((Page, "# A\n\n<!-- diagram:begin -->\nold\n<!-- diagram:end -->\n"));

        Assert.Equal(
            "docs/architecture.md shows an old diagram; "
            + "run: dotnet run -c Release --project tests/Larder.Tidy -- --write",
            Assert.Single(new DiagramRule().Check(files)));
    }

    [Fact]
    public void A_page_without_markers_is_refused()
    {
        Assert.Equal(
            "docs/architecture.md lacks the lines <!-- diagram:begin --> and <!-- diagram:end -->",
            Assert.Single(new DiagramRule().Check(FileSet.Of((Page, "# A\n")))));
    }

    [Fact]
    public void A_fresh_diagram_is_silent_and_keeps_the_prose_around_it()
    {
        const string Stale = "# A\n\n<!-- diagram:begin -->\nold\n<!-- diagram:end -->\n\nAfter.\n";
        var fresh = Diagram.Insert(Stale, LayeringSpec.Projects)!;

        Assert.Empty(new DiagramRule().Check(FileSet.Of((Page, fresh))));
        Assert.StartsWith("# A\n\n<!-- diagram:begin -->\n```mermaid\n", fresh, StringComparison.Ordinal);
        Assert.EndsWith("<!-- diagram:end -->\n\nAfter.\n", fresh, StringComparison.Ordinal);
    }

    [Fact]
    public void An_arrow_that_a_longer_way_tells_is_left_out()
    {
        ProjectSpec[] projects =
        [
            new("A", "bottom", RootPlace.Bottom, [], [], Framework: false, []),
            new("B", "middle", RootPlace.Bottom, ["A"], [], Framework: false, []),
            new("C", "top", RootPlace.Bottom, ["A", "B"], [], Framework: false, []),
        ];

        Assert.Equal(
            "```mermaid\nflowchart BT\n  A[\"A · bottom\"]\n  B[\"B · middle\"]\n  C[\"C · top\"]\n"
            + "  B --> A\n  C --> B\n```\n",
            Diagram.Draw(projects));
    }
}
