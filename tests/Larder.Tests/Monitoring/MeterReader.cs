using System.Diagnostics.Metrics;

namespace Larder.Tests.Monitoring;

/// <summary>Collects what the meters of one factory publish: those of other tests are none of its business.</summary>
internal sealed class MeterReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly List<Reading> _readings = [];

    internal MeterReader(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Note(instrument, value, labels));
        _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Note(instrument, value, labels));
        _listener.Start();
    }

    /// <summary>Asks every instrument, and gives what was measured since the last time.</summary>
    internal IReadOnlyList<Reading> Collect()
    {
        _listener.RecordObservableInstruments();
        lock (_gate)
        {
            Reading[] collected = [.. _readings];
            _readings.Clear();
            return collected;
        }
    }

    /// <summary>The one figure of an instrument with these labels.</summary>
    internal double Figure(string instrument, params string[] labels) =>
        Assert.Single(Collect(), reading => reading.Instrument == instrument && reading.Labels.Order().SequenceEqual(labels.Order())).Value;

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var texts = new List<string>();
        foreach (var (name, label) in labels) texts.Add($"{name}={label}");
        lock (_gate) _readings.Add(new Reading(instrument.Name, instrument.Unit ?? "", value, texts));
    }

    internal sealed record Reading(string Instrument, string Unit, double Value, IReadOnlyList<string> Labels);
}
