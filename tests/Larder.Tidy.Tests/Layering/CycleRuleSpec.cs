using Larder.Tidy.Layering;

namespace Larder.Tidy.Tests.Layering;

public sealed class CycleRuleSpec
{
    [Fact]
    public void Folders_that_use_each_other_are_named_as_one_knot()
    {
        var files = FileSet.Of(
            ("src/Larder.Engine/Table/A.cs", "namespace Larder.Engine.Table; class A { Flights.B? _b; }"),
            ("src/Larder.Engine/Flights/B.cs", "namespace Larder.Engine.Flights; class B { Expiry.C? _c; }"),
            ("src/Larder.Engine/Expiry/C.cs", "namespace Larder.Engine.Expiry; class C { Table.A? _a; }"));

        Assert.Equal(
            "Larder.Engine: Expiry, Flights, Table import each other in a circle",
            Assert.Single(new CycleRule().Check(files)));
    }

    [Fact]
    public void A_knot_with_the_root_is_a_knot()
    {
        var files = FileSet.Of(
            ("src/Larder.Engine/Words.cs", "namespace Larder.Engine; class Words { Table.A? _a; }"),
            ("src/Larder.Engine/Table/A.cs", "namespace Larder.Engine.Table; class A { Words? _words; }"));

        Assert.Equal(
            "Larder.Engine: (root), Table import each other in a circle",
            Assert.Single(new CycleRule().Check(files)));
    }

    [Fact]
    public void A_diamond_is_no_knot()
    {
        var files = FileSet.Of(
            ("src/Larder.Engine/Store/A.cs", "namespace Larder.Engine.Store; class A { Table.B? _b; Expiry.C? _c; }"),
            ("src/Larder.Engine/Table/B.cs", "namespace Larder.Engine.Table; class B { Entries.D? _d; }"),
            ("src/Larder.Engine/Expiry/C.cs", "namespace Larder.Engine.Expiry; class C { Entries.D? _d; }"),
            ("src/Larder.Engine/Entries/D.cs", "namespace Larder.Engine.Entries; class D { }"));

        Assert.Empty(new CycleRule().Check(files));
    }
}
