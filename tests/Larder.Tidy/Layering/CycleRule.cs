namespace Larder.Tidy.Layering;

/// <summary>Looks for knots in what the code really uses, whatever the table grants.</summary>
internal sealed class CycleRule : IRule
{
    public string Demand => "no folders import each other in a circle";

    public IEnumerable<string> Check(FileSet files) =>
        RoomGraph.Cycles(UseReader.Read(files)).Select(knot => $"{knot} import each other in a circle");
}
