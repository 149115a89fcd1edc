namespace Larder.Tidy.Code;

/// <summary>Lines stay short enough for two files side by side.</summary>
internal sealed class LineRule : IRule
{
    internal const int MaximumLength = 120;

    public string Demand => "lines have at most 120 characters";

    public IEnumerable<string> Check(FileSet files) =>
        files.CSharp.SelectMany(file => file.Lines
            .Select((text, index) => (Number: index + 1, Text: text))
            .Where(line => line.Text.Length > MaximumLength && !IsUnbreakable(line.Text))
            .Select(line => $"{file.Path}:{line.Number} has {line.Text.Length} characters, but a line has at most "
                + MaximumLength));

    /// <summary>An address or a test vector cannot be broken: one word longer than two thirds of the line.</summary>
    private static bool IsUnbreakable(string line) =>
        line.Split(' ').Any(word => word.Length > MaximumLength * 2 / 3);
}
