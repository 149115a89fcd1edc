using System.Globalization;

namespace Larder.Simulation.Traces;

/// <summary>The parameters of one workload, looked up by their name in the form, each with its range.</summary>
internal sealed class WorkloadArguments
{
    private const double MaximumSkew = 10;
    private const long MaximumCount = 1_000_000_000_000;
    private const int MaximumTable = 100_000_000;

    private readonly string[] _names;
    private readonly string[] _values;
    private readonly string _text;
    private readonly WorkloadForm _form;

    public WorkloadArguments(string text, WorkloadForm form)
    {
        _text = text;
        _form = form;
        _names = form.Parameters.Split(':');
        _values = text.Split(':')[1..];

        if (_values.Length != _names.Length && _values.Length != _names.Length + 1)
            throw Fault($"it needs {_names.Length} parameters and may name a seed, but has {_values.Length}");
    }

    public double Skew() => Fraction("SKEW", MaximumSkew);

    public double Share(string name) => Fraction(name, 1);

    public long Count(string name) => Whole(name, MaximumCount);

    /// <summary>A count of things that are kept in memory.</summary>
    public int TableSize(string name) => (int)Whole(name, MaximumTable);

    public ulong Seed(ulong defaultSeed)
    {
        if (_values.Length == _names.Length)
            return defaultSeed;

        return ulong.TryParse(_values[^1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw Fault($"SEED must be a whole number from 0, but is '{_values[^1]}'");
    }

    private string Value(string name) => _values[Array.IndexOf(_names, name)];

    private double Fraction(string name, double maximum)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;

        return double.TryParse(Value(name), Style, CultureInfo.InvariantCulture, out double value) && value <= maximum
            ? value
            : throw Fault($"{name} must be a number from 0 to {maximum}, but is '{Value(name)}'");
    }

    private long Whole(string name, long maximum)
    {
        return CountText.TryParse(Value(name), out long value) && value >= 1 && value <= maximum
            ? value
            : throw Fault($"{name} must be a whole number from 1 to {maximum}, but is '{Value(name)}'");
    }

    private SimulationException Fault(string what)
    {
        return new SimulationException(
            $"The workload '{_text}' cannot be used: {what}. The form is {_form.Pattern}, for example {_form.Example}.");
    }
}
