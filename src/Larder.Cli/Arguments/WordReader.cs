using Larder.Cli.Output;

namespace Larder.Cli.Arguments;

/// <summary>
/// Reads options the way the source project's command did: <c>--name value</c>, <c>--name=value</c>, <c>-n value</c>,
/// <c>-nvalue</c>, <c>-n=value</c>; after <c>--</c> nothing is an option.
/// </summary>
internal static class WordReader
{
    /// <param name="options">The options of the verb.</param>
    /// <param name="words">What the user wrote.</param>
    /// <param name="wordsMax">How many words may stand beside the options.</param>
    /// <exception cref="RefusedException">A word is no option, lacks its value, or is one too many.</exception>
    public static GivenWords Read(IReadOnlyList<Option> options, IReadOnlyList<string> words, int wordsMax)
    {
        var given = new GivenWords();
        var onlyWords = false;

        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (!onlyWords && word == "--")
            {
                onlyWords = true;
                continue;
            }

            if (onlyWords || !IsOption(word))
            {
                AddWord(given, word, wordsMax);
                continue;
            }

            var (option, attached) = Find(options, word);
            if (option.Value is null)
                AddSwitch(given, option, attached);
            else if (attached is not null)
                given.Add(option, attached);
            else if (i + 1 < words.Count && !IsOption(words[i + 1]) && words[i + 1] != "--")
                given.Add(option, words[++i]);
            else
                throw new RefusedException($"{option.Name} needs a value: {option.Spelling.Trim()}. See cache-cli --help.");
        }

        return given;
    }

    // A lone dash stands for a standard stream, and a dash before a digit for a number below zero.
    private static bool IsOption(string word) =>
        word.Length > 1 && word[0] == '-' && word != "--" && !char.IsAsciiDigit(word[1]);

    private static (Option Option, string? Attached) Find(IReadOnlyList<Option> options, string word)
    {
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            var parts = word.Split('=', 2);
            if (options.FirstOrDefault(each => each.Name == parts[0]) is { } named)
                return (named, parts.Length == 2 ? parts[1] : null);
        }
        else if (options.FirstOrDefault(each => each.Short == word[1]) is { } lettered)
        {
            var rest = word.Length == 2 ? null : word[2..];
            return (lettered, rest?.StartsWith('=') == true ? rest[1..] : rest);
        }

        throw new RefusedException(
            $"'{SafeText.Line(word)}' is no option here; the options are "
            + $"{string.Join(", ", options.Select(each => each.Name))}.");
    }

    private static void AddSwitch(GivenWords given, Option option, string? attached)
    {
        if (attached is not null)
            throw new RefusedException($"{option.Name} takes no value, but was given '{SafeText.Line(attached)}'.");
        given.Add(option, "");
    }

    private static void AddWord(GivenWords given, string word, int wordsMax)
    {
        if (given.Words.Count == wordsMax)
            throw new RefusedException($"The word '{SafeText.Line(word)}' is one too many. See cache-cli --help.");
        given.Add(word);
    }
}
