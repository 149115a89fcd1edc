using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Guide;

/// <summary>The pages whose commands are run: README and guide with every curl, operations with every command.</summary>
internal static class ShownPages
{
    private const string Operations = "docs/operations/";

    /// <summary>Every page that shows a command.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. PagesIn("docs/guide").Concat(PagesIn(Operations)).Order(StringComparer.Ordinal).Prepend("README.md")
            .Where(page => Shown(page).Count > 0),
    ];

    /// <summary>What is run of a page.</summary>
    public static IReadOnlyList<ShownCommand> Run(string page) =>
        [.. Shown(page).Where(command => command is { IsCut: false, Needs: null })];

    /// <summary>What a page shows, whether or not it is run.</summary>
    public static IReadOnlyList<ShownCommand> Shown(string page) =>
        [.. PageReader.Read(page, Lines(page)).Where(command => command.IsCurl || page.StartsWith(Operations, StringComparison.Ordinal))];

    public static IReadOnlyList<string> Lines(string page) => Repository.Read(page).Split('\n');

    private static IEnumerable<string> PagesIn(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.md").Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));
}
