using System.Text.Json;
using System.Text.RegularExpressions;

namespace Larder.Server.Tests.Packaging;

/// <summary>The recipe of the image, read as far as the tests need it.</summary>
internal static partial class Dockerfile
{
    /// <summary>Every instruction, with its lines joined.</summary>
    public static IReadOnlyList<(string Word, string Words)> Instructions { get; } =
    [
        .. Comment().Replace(Repository.Read("Dockerfile"), "").Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .Select(words => (words[0], Blanks().Replace(words[1], " ").Trim())),
    ];

    /// <summary>The instructions of the image itself, behind those of the build.</summary>
    public static IReadOnlyList<(string Word, string Words)> Image { get; } =
        [.. Instructions.Skip(Instructions.ToList().FindLastIndex(each => each.Word == "FROM"))];

    /// <summary>How the build publishes: the words behind <c>dotnet</c>.</summary>
    public static IReadOnlyList<string> Publish { get; } =
    [
        .. Instructions.Single(each => each.Word == "RUN").Words.Split(' ')
            .SkipWhile(word => word != "publish").TakeWhile(word => word != "&&"),
    ];

    /// <summary>The variables that the image sets.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = Variable().Matches(Only("ENV"))
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value.Trim('"'));

    /// <summary>What stands behind a word that the image has once.</summary>
    public static string Only(string word) => Image.Single(each => each.Word == word).Words;

    /// <summary>A command in the form of a list.</summary>
    public static string[] Command(string text) =>
        JsonSerializer.Deserialize<string[]>(text[text.IndexOf('[', StringComparison.Ordinal)..])!;

    [GeneratedRegex("^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    [GeneratedRegex("""(?<name>\w+)=(?<value>"[^"]*"|\S*)""")]
    private static partial Regex Variable();
}
