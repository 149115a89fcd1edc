using Larder.Tidy.Measures;

namespace Larder.Tidy.Tests.Measures;

public sealed class HouseTableSpec
{
    [Fact]
    public void A_figure_beside_its_target_is_met_missed_or_not_yet()
    {
        var table = HouseTable.Print(
        [
            new Measure("largest", "12", "< 400", IsMet: true),
            new Measure("cycles", "2", "0", IsMet: false),
            new Measure("a longer name", "-", "4", IsMet: null),
        ]);

        Assert.Equal(
            [
                "measure        ours  target",
                "-------------  ----  ------  -------",
                "largest          12  < 400   met",
                "cycles            2  0       MISSED",
                "a longer name     -  4       not yet",
            ],
            table.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public void A_tree_that_breaks_everything_misses_everything()
    {
        var long71 = "void Walk()\n{\n" + string.Concat(Enumerable.Repeat("F();\n", 68)) + "}\n";
        var files = FileSet.Of(
            ("src/Larder.Engine/Table/A.cs",
                "namespace Larder.Engine.Table;\n#region R\n#pragma warning disable CA1000\n// TODO\n"
                + "public class A\n{\nStore.B? _b;\n" + long71
                + "// " + string.Concat(Enumerable.Repeat("wide ", 24)) + "\n}\n"
                + string.Concat(Enumerable.Repeat("// line\n", 400))),
            ("src/Larder.Engine/Store/B.cs", "namespace Larder.Engine.Store; public class B { Table.A? _a; }"),
            ("README.md", string.Concat(Enumerable.Repeat("line\n", 250))));

        var met = HouseTable.Read(files).Where(measure => measure.IsMet == true).Select(measure => measure.Name);

        Assert.Empty(met);
    }

    [Theory]
    [InlineData(.5, 2)]
    [InlineData(.95, 4)]
    [InlineData(1, 4)]
    public void Percentiles_are_values_of_the_list(double share, int expected)
    {
        Assert.Equal(expected, HouseTable.Percentile([1, 2, 3, 4], share));
    }
}
