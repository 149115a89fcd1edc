namespace Larder.Hosting;

/// <summary>How one kind of value is written as text.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Kind">What the text must be: "a time", say.</param>
/// <param name="Remedy">What to write instead of a text that is none.</param>
/// <param name="Read">Reads a text that is neither empty nor surrounded by blanks.</param>
internal sealed record TextForm<T>(string Kind, string Remedy, TryReadText<T> Read)
{
    private const int Shown = 40;

    /// <summary>What is wrong with a text that could not be read.</summary>
    internal string FaultOf(string path, string text) =>
        $"{Prelude?.Invoke(Short(text))}{path} must be {Kind}, but was \"{Short(text)}\". {Remedy}";

    /// <summary>What is said before all else, where somebody waits for those words.</summary>
    internal Func<string, string>? Prelude { get; init; }

    private static string Short(string text) => text.Length <= Shown ? text : text[..Shown] + "…";
}
