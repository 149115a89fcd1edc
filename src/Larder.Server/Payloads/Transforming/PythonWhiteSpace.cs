namespace Larder.Server.Payloads.Transforming;

/// <summary>
/// Which characters <c>str.strip()</c> and <c>str.split()</c> of Python take for blank: those of .NET and four separators.
/// </summary>
internal static class PythonWhiteSpace
{
    private const char FileSeparator = '\u001C';
    private const char UnitSeparator = '\u001F';

    public static bool Contains(char character) =>
        char.IsWhiteSpace(character) || character is >= FileSeparator and <= UnitSeparator;

    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && Contains(text[start]))
            start++;
        var end = text.Length;
        while (end > start && Contains(text[end - 1]))
            end--;
        return text[start..end];
    }
}
