using System.Text;

namespace Larder.Tidy.Layering;

/// <summary>Draws the layering table, so that the picture in the docs cannot disagree with what is enforced.</summary>
internal static class Diagram
{
    internal const string Begin = "<!-- diagram:begin -->";
    internal const string End = "<!-- diagram:end -->";

    /// <summary>
    /// The block between the markers: the projects, then the rooms of the two projects that have layers.
    /// </summary>
    internal static string Draw(IReadOnlyList<ProjectSpec> projects)
    {
        var text = new StringBuilder();
        Chart(
            text,
            projects.Select(project => (project.Name, project.Job)),
            name => projects.First(project => project.Name == name).References);

        foreach (var project in projects.Where(project => project.Name is "Larder.Engine" or "Larder"))
        {
            text.Append($"\nThe rooms of `{project.Name}`, each above what it imports; ")
                .Append("all of them see the words at the root.\n\n");
            Chart(text, project.Rooms.Select(room => (room.Name, room.Job)), project.ImportsOf);
        }

        return text.ToString();
    }

    /// <summary>The page with a fresh block between its markers; null when the page has no markers.</summary>
    internal static string? Insert(string page, IReadOnlyList<ProjectSpec> projects)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);

        return begin < 0 || end < begin
            ? null
            : page[..(begin + Begin.Length)] + "\n" + Draw(projects) + page[end..];
    }

    private static void Chart(
        StringBuilder text,
        IEnumerable<(string Name, string Job)> nodes,
        Func<string, IReadOnlyList<string>> importsOf)
    {
        var known = nodes.ToList();
        text.Append("```mermaid\nflowchart BT\n");
        foreach (var (name, job) in known)
        {
            text.Append($"  {Id(name)}[\"{name} · {job}\"]\n");
        }

        foreach (var (name, _) in known)
        {
            // An arrow that a longer way already tells is left out.
            var imports = importsOf(name);
            var direct = imports.Where(
                import => !imports.Any(other => other != import && Reaches(other, import, importsOf)));
            foreach (var import in direct)
            {
                text.Append($"  {Id(name)} --> {Id(import)}\n");
            }
        }

        text.Append("```\n");
    }

    private static bool Reaches(string from, string to, Func<string, IReadOnlyList<string>> importsOf) =>
        importsOf(from).Any(next => next == to || Reaches(next, to, importsOf));

    private static string Id(string name) => name.Replace(".", "", StringComparison.Ordinal);
}
