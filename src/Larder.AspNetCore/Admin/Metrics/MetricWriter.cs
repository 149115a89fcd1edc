using System.Globalization;
using System.Text;

namespace Larder.AspNetCore.Admin.Metrics;

/// <summary>Writes figures in the text format of Prometheus, 0.0.4. For one thread.</summary>
/// <remarks>The values of labels must be few and ours: never the key or the value of a client.</remarks>
public sealed class MetricWriter
{
    /// <summary>The type of the content, as a header has it.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _families = new(StringComparer.Ordinal);
    private string _family = "";

    /// <summary>Begins a family; the samples that follow are its own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type"><c>counter</c>, <c>gauge</c>, <c>histogram</c> or <c>summary</c>.</param>
    /// <param name="help">What it says, as a sentence.</param>
    /// <exception cref="InvalidOperationException">The family was there before: its samples would not stand together.</exception>
    public void Begin(string name, string type, string help)
    {
        ArgumentNullException.ThrowIfNull(help);
        if (!_families.Add(name))
            throw new InvalidOperationException($"The metric {name} is written twice. Write all of its samples at once.");

        _family = name;
        _text.Append("# HELP ").Append(name).Append(' ').Append(Escape(help, quotes: false)).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    /// <summary>A family of one sample without labels.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="help">What it says, as a sentence.</param>
    /// <param name="value">The sample.</param>
    public void One(string name, string type, string help, double value)
    {
        Begin(name, type, help);
        Sample(value);
    }

    /// <summary>Writes a sample of the family that was begun last.</summary>
    /// <param name="value">The sample.</param>
    /// <param name="labels">Its labels.</param>
    public void Sample(double value, params ReadOnlySpan<(string Name, string Value)> labels) => SampleOf("", value, labels);

    /// <summary>Writes a histogram of the family that was begun last.</summary>
    /// <param name="histogram">The histogram.</param>
    /// <param name="labels">Its labels.</param>
    public void Histogram(DurationHistogram histogram, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        var counts = histogram.Snapshot(out var sum);
        var total = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            total += counts[i];
            var bound = i < DurationHistogram.BoundsInSeconds.Count ? Number(DurationHistogram.BoundsInSeconds[i]) : "+Inf";
            SampleOf("_bucket", total, [.. labels, ("le", bound)]);
        }

        SampleOf("_sum", sum.TotalSeconds, labels);
        SampleOf("_count", total, labels);
    }

    /// <summary>Writes sum and count of a family that is a summary.</summary>
    /// <param name="sum">The sum, in seconds.</param>
    /// <param name="count">How many there were.</param>
    /// <param name="labels">Its labels.</param>
    public void Summary(TimeSpan sum, long count, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        SampleOf("_sum", sum.TotalSeconds, labels);
        SampleOf("_count", count, labels);
    }

    /// <summary>Everything that was written.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text.ToString();

    private void SampleOf(string suffix, double value, ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(_family).Append(suffix);
        for (var i = 0; i < labels.Length; i++)
        {
            _text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"");
            _text.Append(Escape(labels[i].Value, quotes: true)).Append('"');
        }

        if (labels.Length > 0)
            _text.Append('}');
        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escape(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
