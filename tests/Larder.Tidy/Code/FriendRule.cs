using System.Text.RegularExpressions;

namespace Larder.Tidy.Code;

/// <summary>Internals are shown to the matching test project and to the concurrency suite; those of the library to its benchmarks.</summary>
internal sealed partial class FriendRule : IRule
{
    private const string ConcurrencySuite = "Larder.Concurrency.Tests";

    /// <summary>What is measured by itself, though users only reach it through something that costs more.</summary>
    private const string MeasuredOwner = "Larder";
    private const string Benchmarks = "Larder.Benchmarks";

    public string Demand => "internals are visible to the matching tests, the concurrency suite and the library's benchmarks only";

    public IEnumerable<string> Check(FileSet files)
    {
        foreach (var file in files.All.Where(IsDefinition))
        {
            var owner = Path.GetFileNameWithoutExtension(file.Name);
            foreach (var friend in Item().Matches(file.Text).Select(match => match.Groups[1].Value))
            {
                var resolved = friend.Replace("$(MSBuildProjectName)", owner, StringComparison.Ordinal);
                var granted = resolved == owner + ".Tests"
                    || (resolved == ConcurrencySuite && !file.IsUnder("tests"))
                    || (owner == MeasuredOwner && resolved == Benchmarks);
                if (!granted)
                {
                    yield return Sentence(file, friend, owner);
                }
            }
        }

        foreach (var file in files.CSharp)
        {
            var owner = file.Path.Split('/').ElementAtOrDefault(1) ?? "";
            foreach (var friend in Attribute().Matches(file.Text).Select(match => match.Groups[1].Value))
            {
                if (friend != owner + ".Tests" && friend != ConcurrencySuite)
                {
                    yield return Sentence(file, friend, owner);
                }
            }
        }
    }

    private static bool IsDefinition(RepoFile file) =>
        file.Path.EndsWith(".csproj", StringComparison.Ordinal)
        || file.Path.EndsWith(".props", StringComparison.Ordinal);

    private static string Sentence(RepoFile file, string friend, string owner) =>
        $"{file.Path} shows its internals to {friend}, but only {owner}.Tests and {ConcurrencySuite} may see them";

    [GeneratedRegex("""<InternalsVisibleTo\s+Include="([^"]+)"\s*/?>""")]
    private static partial Regex Item();

    [GeneratedRegex("""^\s*\[assembly:\s*(?:[\w.]+\.)?InternalsVisibleTo\(\s*"([^",]+)""", RegexOptions.Multiline)]
    private static partial Regex Attribute();
}
