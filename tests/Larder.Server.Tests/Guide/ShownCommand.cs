using System.Text.RegularExpressions;

namespace Larder.Server.Tests.Guide;

/// <summary>A command that a page shows, and the answer that it shows for it.</summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="Line">The line of the page, counted from one.</param>
/// <param name="Text">The command, for a shell.</param>
/// <param name="Answer">The answer, where one is shown; an ellipsis stands for anything.</param>
/// <param name="Needs">What it needs that a test run does not have, where its block says so.</param>
internal sealed partial record ShownCommand(string Page, int Line, string Text, string? Answer = null, string? Needs = null)
{
    public bool IsCurl => Text.StartsWith("curl ", StringComparison.Ordinal);

    /// <summary>Whether something is left out, such as a key: it is there to be read.</summary>
    public bool IsCut => Text.Contains('…', StringComparison.Ordinal);

    /// <summary>Whether it goes on until it is stopped.</summary>
    public bool IsServer => Server().IsMatch(Text);

    public bool Asks => Text.Contains("localhost:", StringComparison.Ordinal);

    public string Place => $"{Page}:{Line}: {Text}";

    /// <summary>Whether an answer is the one that the page shows.</summary>
    /// <remarks>Times and shares differ each time: a number with three decimals or more was measured, and so was one with a per cent.</remarks>
    public bool IsAnsweredBy(string told)
    {
        if (Answer is null)
            return true;

        var pattern = Regex.Escape(Answer.Trim()).Replace("…", ".*", StringComparison.Ordinal);
        pattern = Measured().Replace(pattern, "[0-9.]+");
        return Regex.IsMatch(told.Trim(), $"^{pattern}$", RegexOptions.Singleline);
    }

    [GeneratedRegex(@"[0-9]+\\\.[0-9]{3,}|[0-9]+\\\.[0-9]+(?=%)")]
    private static partial Regex Measured();

    [GeneratedRegex(@"^(\w+=\S+ )*(\./larder run|dotnet \S+/Larder\.Server\.dll)(?! (keygen|migrate))")]
    private static partial Regex Server();
}
