namespace Larder.Tidy.Docs;

/// <summary>
/// Every relative link of a page leads to a file or folder of the tree, and to a heading that is there.
/// </summary>
internal sealed class LinkRule : IRule
{
    public string Demand => "links of the docs resolve, headings included";

    public IEnumerable<string> Check(FileSet files) => files.Pages.SelectMany(file => Check(files, file));

    private static IEnumerable<string> Check(FileSet files, RepoFile file)
    {
        foreach (var (line, target) in new MarkdownPage(file).Links())
        {
            if (IsElsewhere(target))
            {
                continue;
            }

            var parts = target.Split('#', 2);
            var path = parts[0].Length == 0 ? file.Path : Resolve(file.Folder, Uri.UnescapeDataString(parts[0]));

            if (path is null || (files.Find(path) is null && !files.HasFolder(path)))
            {
                yield return $"{file.Path}:{line} links to {target}, but there is no such file";
            }
            else if (parts.Length == 2
                && files.Find(path) is { IsMarkdown: true } page
                && !new MarkdownPage(page).Anchors().Contains(parts[1]))
            {
                yield return $"{file.Path}:{line} links to {target}, but {page.Path} has no such heading";
            }
        }
    }

    private static bool IsElsewhere(string target) =>
        target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal);

    /// <summary>Walks a relative path from a folder; null when it leaves the repository.</summary>
    private static string? Resolve(string folder, string target)
    {
        var steps = new List<string>(
            target.StartsWith('/') ? [] : folder.Split('/', StringSplitOptions.RemoveEmptyEntries));

        foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..")
            {
                if (steps.Count == 0)
                {
                    return null;
                }

                steps.RemoveAt(steps.Count - 1);
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }
}
