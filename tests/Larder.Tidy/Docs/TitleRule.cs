namespace Larder.Tidy.Docs;

/// <summary>A page has one title, which is its first line of text, and closes what it opens.</summary>
internal sealed class TitleRule : IRule
{
    public string Demand => "pages have exactly one title";

    public IEnumerable<string> Check(FileSet files)
    {
        foreach (var file in files.Pages)
        {
            var page = new MarkdownPage(file);
            var titles = page.Titles.ToList();

            if (titles.Count == 0)
            {
                yield return $"{file.Path} has no title; begin it with one line \"# …\"";
            }
            else if (titles.Count > 1)
            {
                yield return $"{file.Path} has {titles.Count} titles ({string.Join(", ", titles)}); a page has one";
            }

            if (page.IsOpenAt > 0)
            {
                yield return $"{file.Path}:{page.IsOpenAt} opens a fenced block that nothing closes";
            }
        }
    }
}
