namespace Larder.Tidy.Layering;

/// <summary>The picture in the docs is the one that the layering table draws.</summary>
internal sealed class DiagramRule : IRule
{
    internal const string Page = "docs/architecture.md";

    public string Demand => "the diagram in docs/architecture.md is drawn from the layering table";

    public IEnumerable<string> Check(FileSet files)
    {
        var page = files.Find(Page)?.Text;

        if (page is null || Diagram.Insert(page, LayeringSpec.Projects) is not { } fresh)
        {
            yield return $"{Page} lacks the lines {Diagram.Begin} and {Diagram.End}";
        }
        else if (fresh != page)
        {
            yield return $"{Page} shows an old diagram; "
                + "run: dotnet run -c Release --project tests/Larder.Tidy -- --write";
        }
    }
}
