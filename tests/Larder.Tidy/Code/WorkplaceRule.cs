using System.Text.RegularExpressions;

namespace Larder.Tidy.Code;

/// <summary>A path or a host of the machine that wrote a file means nothing to the one who reads it.</summary>
/// <param name="words">What this machine alone would say: its folders and its package sources.</param>
internal sealed partial class WorkplaceRule(IReadOnlyCollection<string> words) : IRule
{
    private static readonly string[] PublicHosts =
        ["nuget.org", "github.com", "microsoft.com", "localhost", "127.0.0.1"];

    public string Demand => "no file speaks of the machine it was written on";

    /// <summary>Gathers the words from the machine itself, so that no list of them needs to be kept.</summary>
    internal static WorkplaceRule ForThisMachine(string root)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folders = new[] { root, home }.Where(folder => folder.Split('/', '\\').Length > 2);
        var settings = new[] { ".nuget/NuGet/NuGet.Config", ".config/NuGet/NuGet.Config" }
            .Select(name => Path.Combine(home, name))
            .Where(File.Exists)
            .Select(File.ReadAllText);
        var hosts = settings
            .SelectMany(text => Source().Matches(text).Select(match => match.Groups[1].Value))
            .Where(host => !PublicHosts.Any(known => host.EndsWith(known, StringComparison.OrdinalIgnoreCase)));

        return new WorkplaceRule([.. folders.Concat(hosts).Distinct(StringComparer.Ordinal)]);
    }

    public IEnumerable<string> Check(FileSet files)
    {
        foreach (var file in files.All.Where(file => !file.IsBinary))
        {
            for (var i = 0; i < file.Lines.Length; i++)
            {
                var line = file.Lines[i];
                var found = words.FirstOrDefault(word => line.Contains(word, StringComparison.Ordinal))
                    ?? (MachinePath().Match(line) is { Success: true } match ? match.Value.Trim() : null);
                if (found is not null)
                {
                    yield return $"{file.Path}:{i + 1} says {found}, which only the machine that wrote it knows";
                }
            }
        }
    }

    /// <summary>The folders under which people and build services keep a working copy.</summary>
    [GeneratedRegex(
        @"(?<![\w./~*-])/(?:home|Users|work|workspaces?|builds)/(?!app\b|USER\b)[\w.-]+|\b[A-Z]:\\Users\\\w+")]
    private static partial Regex MachinePath();

    [GeneratedRegex("""value="https?://([^/":]+)""")]
    private static partial Regex Source();
}
