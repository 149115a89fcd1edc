using Larder.Tidy.Layering;
using Larder.Tidy.Surface;

namespace Larder.Tidy;

/// <summary>
/// Writes what is generated from code and kept in the repository, so that a change to it is seen in review.
/// </summary>
internal static class GeneratedFiles
{
    /// <summary>Brings every generated file up to date and returns the paths of those that changed.</summary>
    internal static IReadOnlyList<string> Write(string root, FileSet files)
    {
        var changed = new List<string>();

        foreach (var (path, text) in Wanted(files).Where(each => files.Find(each.Path)?.Text != each.Text))
        {
            var target = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, text);
            changed.Add(path);
        }

        foreach (var orphan in files.All.Where(file => IsOrphan(files, file)))
        {
            File.Delete(Path.Combine(root, orphan.Path));
            changed.Add(orphan.Path);
        }

        return changed;
    }

    private static IEnumerable<(string Path, string Text)> Wanted(FileSet files)
    {
        foreach (var project in SurfaceRule.PackableProjects(files))
        {
            yield return ($"{SurfaceRule.Folder}/{project}.txt", SurfaceRule.Read(project));
        }

        if (files.Find(DiagramRule.Page)?.Text is { } page
            && Diagram.Insert(page, LayeringSpec.Projects) is { } fresh)
        {
            yield return (DiagramRule.Page, fresh);
        }
    }

    private static bool IsOrphan(FileSet files, RepoFile file) =>
        file.IsUnder(SurfaceRule.Folder)
        && !SurfaceRule.PackableProjects(files).Contains(Path.GetFileNameWithoutExtension(file.Name));
}
