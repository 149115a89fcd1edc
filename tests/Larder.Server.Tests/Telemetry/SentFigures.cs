namespace Larder.Server.Tests.Telemetry;

/// <summary>One request to a collector, taken apart: an <c>ExportMetricsServiceRequest</c> of OTLP.</summary>
internal sealed record SentFigures(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    // The numbers are those of the schema of OTLP.
    private const int Gauge = 5;
    private const int Sum = 7;
    private const int Histogram = 9;

    public IReadOnlyDictionary<string, string> Resource { get; } =
        new ProtobufFields(Body).Messages(1).SelectMany(each => each.Messages(1)).SelectMany(resource => resource.Messages(1))
            .ToDictionary(pair => pair.Text(1), pair => pair.Messages(2).Single().Text(1), StringComparer.Ordinal);

    public IReadOnlyList<SentPoint> Points { get; } =
    [
        .. from resource in new ProtobufFields(Body).Messages(1)
           from scope in resource.Messages(2)
           from metric in scope.Messages(2)
           from point in PointsOf(metric)
           select point with { Meter = scope.Messages(1).Single().Text(1), Metric = metric.Text(1) },
    ];

    /// <summary>The value of a figure; null when it is not there.</summary>
    public double? ValueOf(string metric, string attributes = "") =>
        Points.SingleOrDefault(point => point.Metric == metric && point.Attributes == attributes)?.Value;

    private static IEnumerable<SentPoint> PointsOf(ProtobufFields metric)
    {
        foreach (var point in metric.Messages(Gauge).Concat(metric.Messages(Sum)).SelectMany(data => data.Messages(1)))
        {
            var value = point.Has(6) ? (long)point.Scalar(6) : BitConverter.UInt64BitsToDouble(point.Scalar(4));
            yield return new SentPoint("", "", AttributesOf(point, 7), value);
        }

        foreach (var point in metric.Messages(Histogram).SelectMany(data => data.Messages(1)))
            yield return new SentPoint("", "", AttributesOf(point, 9), point.Scalar(4));
    }

    private static string AttributesOf(ProtobufFields point, int number) => string.Join(
        ',',
        point.Messages(number).Select(pair => $"{pair.Text(1)}={ValueOf(pair.Messages(2).Single())}").Order(StringComparer.Ordinal));

    private static string ValueOf(ProtobufFields value) => value.Has(3) ? ((long)value.Scalar(3)).ToString() : value.Text(1);
}
