using System.Globalization;
using Larder.Cli.Output;

namespace Larder.Cli.Arguments;

/// <summary>What a user wrote after a verb, sorted into options and the words beside them.</summary>
internal sealed class GivenWords
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    /// <summary>The words that belong to no option, in their order.</summary>
    public IReadOnlyList<string> Words => _words;

    public bool Has(Option option) => _values.ContainsKey(option.Name);

    /// <summary>The value of an option; null when it was not given.</summary>
    public string? Find(Option option) => _values.GetValueOrDefault(option.Name);

    /// <summary>A whole number in a range that the message names.</summary>
    public long Whole(Option option, long otherwise, long lowest, long highest)
    {
        if (Find(option) is not { } text)
            return otherwise;

        if (long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= lowest && number <= highest)
        {
            return number;
        }

        var range = lowest == long.MinValue ? "" : $" from {lowest:N0} to {highest:N0}";
        throw new RefusedException(
            $"{option.Name} must be a whole number{range}, but is '{SafeText.Line(text)}'. cache-cli --help has examples.");
    }

    /// <summary>A length of time: <c>500ms</c>, <c>30s</c>, <c>2m</c>, <c>1h</c>, or seconds without a unit.</summary>
    public TimeSpan Duration(Option option, TimeSpan otherwise, TimeSpan longest)
    {
        if (Find(option) is not { } text)
            return otherwise;

        if (TryReadSeconds(text, out var seconds) && seconds > 0 && seconds <= longest.TotalSeconds)
            return TimeSpan.FromSeconds(seconds);

        throw new RefusedException(
            $"{option.Name} must be a length of time above zero and up to {DurationText.Whole(longest)}, for example "
            + $"30s, 2m or 500ms, but is '{SafeText.Line(text)}'.");
    }

    /// <summary>A later value replaces an earlier one, as it does in the source project.</summary>
    public void Add(Option option, string value) => _values[option.Name] = value;

    public void Add(string word) => _words.Add(word);

    private static bool TryReadSeconds(string text, out double seconds)
    {
        (string Unit, double Seconds)[] units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];
        var (unit, factor) = units.First(each => text.EndsWith(each.Unit, StringComparison.Ordinal));
        var isNumber = double.TryParse(
            text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds);
        seconds *= factor;
        return isNumber && double.IsFinite(seconds);
    }
}
