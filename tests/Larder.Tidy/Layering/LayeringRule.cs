namespace Larder.Tidy.Layering;

/// <summary>Holds each use of a type against the table: down is allowed, up and sideways are not.</summary>
internal sealed class LayeringRule(IReadOnlyList<ProjectSpec> projects) : IRule
{
    internal LayeringRule()
        : this(LayeringSpec.Projects)
    {
    }

    public string Demand => "rooms and projects import only what stands below them";

    public IEnumerable<string> Check(FileSet files) =>
        files.Sources.SelectMany(CheckPlace).Concat(UseReader.Read(files).Select(Check).OfType<string>());

    private IEnumerable<string> CheckPlace(RepoFile file)
    {
        var place = Place.Of(file.Path);

        if (Find(place.Project) is not { } project)
        {
            yield return $"{file.Path} lies in {place.Project}, which LayeringSpec does not know";
        }
        else if (place.Room is not (ProjectSpec.RootName or "Properties") && project.FindRoom(place.Room) is null)
        {
            yield return $"{file.Path} lies in {place.Room}, but the rooms of {project.Name} are: "
                + string.Join(", ", project.Rooms.Select(room => room.Name));
        }
    }

    private string? Check(TypeUse use)
    {
        var (from, to) = (use.From, use.To);
        if (Find(from.Project) is not { } project)
        {
            return null;
        }

        if (from.Project == to.Project)
        {
            return project.MayImport(from.Room, to.Room)
                ? null
                : $"{use.Path} uses {use.Type} ({to.Room}), but {from.Room} may import: "
                    + List(project.ImportsOf(from.Room));
        }

        if (!project.References.Contains(to.Project))
        {
            return $"{use.Path} uses {use.Type} ({to.Project}/{to.Room}), but {from.Project} may reference: "
                + List(project.References);
        }

        var forbidden = project.FindRoom(from.Room)?.Never ?? [];

        return forbidden.Contains($"{to.Project}/{to.Room}")
            ? $"{use.Path} uses {use.Type} ({to.Project}/{to.Room}), but {from.Room} never imports: {List(forbidden)}"
            : null;
    }

    private ProjectSpec? Find(string name) => projects.FirstOrDefault(each => each.Name == name);

    private static string List(IReadOnlyList<string> names) =>
        names.Count == 0 ? "nothing" : string.Join(", ", names);
}
