namespace Larder.Tidy.Layering;

/// <summary>Holds each project file of src against the references that <see cref="LayeringSpec"/> grants it.</summary>
internal sealed class ProjectRule(IReadOnlyList<ProjectSpec> projects) : IRule
{
    internal ProjectRule()
        : this(LayeringSpec.Projects)
    {
    }

    public string Demand => "projects reference only what the layering table grants";

    public IEnumerable<string> Check(FileSet files) =>
        files.Projects.Where(file => file.IsUnder("src")).Select(ProjectFile.Read).SelectMany(Check);

    private IEnumerable<string> Check(ProjectFile project)
    {
        var spec = projects.FirstOrDefault(each => each.Name == project.Name);
        if (spec is null)
        {
            yield return $"{project.Path} is not in LayeringSpec; add the project and what it may reference";
            yield break;
        }

        foreach (var reference in project.ProjectReferences.Where(each => !spec.References.Contains(each)))
        {
            yield return $"{project.Path} references {reference}, but {spec.Name} may reference: "
                + List(spec.References);
        }

        foreach (var package in project.Packages.Where(each => !spec.Packages.Any(granted => Grants(granted, each))))
        {
            yield return $"{project.Path} takes the package {package}, but {spec.Name} may take: {List(spec.Packages)}";
        }

        if (!spec.Framework && (project.Frameworks.Count > 0 || project.IsWeb))
        {
            var taken = project.IsWeb ? project.Sdk : project.Frameworks[0];
            yield return $"{project.Path} stands on {taken}, but {spec.Name} takes no framework reference";
        }
    }

    private static bool Grants(string granted, string package) =>
        granted.EndsWith('*')
            ? package.StartsWith(granted[..^1], StringComparison.Ordinal)
            : package == granted;

    private static string List(string[] names) => names.Length == 0 ? "nothing" : string.Join(", ", names);
}
