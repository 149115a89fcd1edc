using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace Larder.Server.Telemetry;

/// <summary>The exporter of the package, which tells nobody when the collector takes nothing; this one does.</summary>
internal sealed class WatchedExporter(OtlpExporterOptions options, CollectorWatch watch) : OtlpMetricExporter(options)
{
    public override ExportResult Export(in Batch<Metric> batch)
    {
        var result = base.Export(batch);
        watch.Note(isTaken: result == ExportResult.Success);
        return result;
    }
}
