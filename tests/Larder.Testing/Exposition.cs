using System.Globalization;
using System.Text.RegularExpressions;

namespace Larder.Testing;

/// <summary>Metrics in the text format of Prometheus, read strictly: whatever the format does not allow fails the test.</summary>
public sealed partial class Exposition
{
    private static readonly string[] KnownTypes = ["counter", "gauge", "histogram", "summary"];

    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _help = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _samples = new(StringComparer.Ordinal);

    private Exposition()
    {
    }

    /// <summary>The families with their types.</summary>
    public IReadOnlyDictionary<string, string> Families => _types;

    /// <summary>What each family says of itself.</summary>
    public IReadOnlyDictionary<string, string> Help => _help;

    /// <summary>The samples, by name and labels as they were written.</summary>
    public IReadOnlyDictionary<string, double> Samples => _samples;

    /// <summary>Reads a page.</summary>
    public static Exposition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Demand(text.EndsWith('\n') && !text.Contains('\r', StringComparison.Ordinal), "every line ends with a line feed", text.Length.ToString());
        var page = new Exposition();
        var family = "";
        foreach (var line in text[..^1].Split('\n'))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
                family = page.ReadHelp(line);
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
                page.ReadType(line, family);
            else
                page.ReadSample(line, family);
        }

        foreach (var (name, type) in page._types)
        {
            if (type == "histogram")
                page.CheckHistogram(name);
        }

        return page;
    }

    private string ReadHelp(string line)
    {
        var words = line.Split(' ', 4);
        Demand(words.Length == 4 && MetricName().IsMatch(words[2]) && words[3].Length > 0, "help names a metric and says something", line);
        Demand(_help.TryAdd(words[2], words[3]), "a metric has one help", line);
        return words[2];
    }

    private void ReadType(string line, string family)
    {
        var words = line.Split(' ');
        Demand(words.Length == 4 && words[2] == family && KnownTypes.Contains(words[3], StringComparer.Ordinal), "a type follows the help of its metric", line);
        Demand(_types.TryAdd(family, words[3]), "a metric has one type", line);
        Demand(words[3] != "counter" || family.EndsWith("_total", StringComparison.Ordinal), "a counter ends with _total", line);
    }

    private void ReadSample(string line, string family)
    {
        var match = Sample().Match(line);
        Demand(match.Success, "a sample is a name, labels and a number", line);
        Demand(_types.TryGetValue(family, out var type), "a sample follows the type of its metric", line);
        var name = match.Groups["name"].Value;
        Demand(Belongs(name, family, type!), "samples of a metric stand together", line);
        var labels = match.Groups["label"].Captures.Select(label => label.Value).ToList();
        Demand(labels.Distinct(StringComparer.Ordinal).Count() == labels.Count, "a label is there once", line);
        Demand(_samples.TryAdd(line[..line.LastIndexOf(' ')], Number(match.Groups["value"].Value)), "a sample is there once", line);
    }

    private static bool Belongs(string name, string family, string type) => type switch
    {
        "histogram" => name == $"{family}_bucket" || name == $"{family}_sum" || name == $"{family}_count",
        "summary" => name == family || name == $"{family}_sum" || name == $"{family}_count",
        _ => name == family,
    };

    /// <summary>Buckets only grow, and the last one is the count.</summary>
    private void CheckHistogram(string name)
    {
        var series = _samples.Where(sample => sample.Key.StartsWith($"{name}_bucket{{", StringComparison.Ordinal))
            .GroupBy(sample => Bound().Replace(sample.Key, ""), StringComparer.Ordinal);
        foreach (var buckets in series)
        {
            var sorted = buckets.Select(bucket => (Bound: Number(Bound().Match(bucket.Key).Groups["le"].Value), bucket.Value))
                .OrderBy(bucket => bucket.Bound).ToList();
            Demand(double.IsPositiveInfinity(sorted[^1].Bound), "a histogram has a bucket +Inf", buckets.Key);
            Demand(sorted.Zip(sorted.Skip(1)).All(pair => pair.First.Value <= pair.Second.Value), "buckets are cumulative", buckets.Key);
            var count = buckets.Key.Replace("_bucket", "_count", StringComparison.Ordinal).Replace("{}", "", StringComparison.Ordinal);
            Demand(_samples.TryGetValue(count, out var total) && total == sorted[^1].Value, "the count is the last bucket", count);
            Demand(_samples.ContainsKey(count.Replace("_count", "_sum", StringComparison.Ordinal)), "there is a sum", count);
        }
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static void Demand(bool holds, string rule, string line)
    {
        if (!holds)
            throw new TestFailedException($"In a page of metrics {rule}, but not here: {line}");
    }

    [GeneratedRegex("^[a-zA-Z_:][a-zA-Z0-9_:]*$")]
    private static partial Regex MetricName();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(\\\\|\\"|\\n|[^"\\\n])*",?)*(?<!,)\})? (?<value>[+-]Inf|NaN|-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    [GeneratedRegex(",?le=\"(?<le>[^\"]*)\"")]
    private static partial Regex Bound();
}
