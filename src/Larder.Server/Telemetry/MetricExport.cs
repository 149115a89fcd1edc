using Larder.Server.Configuration;
using Larder.Server.Data;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Larder.Server.Telemetry;

/// <summary>
/// Reads the meters at a pace and sends what they say to the collector, from a thread of its own: no request ever waits
/// for it. What was counted last is sent at the end, within a limit.
/// </summary>
internal sealed class MetricExport(
    TelemetrySettings settings, IConfiguration configuration, CollectorWatch watch, ILogger<MetricExport> log)
    : IHostedService, IDisposable
{
    // What the end of the server may wait for a collector that does not answer.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    // Ours, and of the framework those that name neither clients nor what they ask for.
    private static readonly string[] Meters =
    [
        CacheMeter.Name, DatabaseMeter.Name,
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime",
    ];

    private MeterProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .SetResourceBuilder(Resource())
            .AddMeter(Meters)
            .AddReader(new PeriodicExportingMetricReader(
                new WatchedExporter(Options(), watch),
                (int)settings.Interval.TotalMilliseconds,
                (int)settings.Timeout.TotalMilliseconds))
            .Build();
        TelemetryLog.Sending(log, settings.ToString(), settings.Interval.TotalSeconds);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_provider is not { } provider)
            return;

        var limit = settings.Timeout < LongestEnd ? settings.Timeout : LongestEnd;
        var flush = Task.Run(() => provider.Shutdown((int)limit.TotalMilliseconds), CancellationToken.None);
        try
        {
            if (!await flush.WaitAsync(cancellationToken))
                TelemetryLog.LastNotSent(log, settings.ToString(), limit.TotalSeconds);
        }
        catch (OperationCanceledException)
        {
            // Somebody is in a hurry; the figures of the last moments are not worth the wait.
        }
    }

    public void Dispose() => _provider?.Dispose();

    // Later ones win: what OTEL_RESOURCE_ATTRIBUTES says, and over it the name.
    private ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddTelemetrySdk()
        .AddService(settings.ServiceName, serviceVersion: ProductVersion.Text)
        .AddEnvironmentVariableDetector()
        .AddAttributes([new("service.name", settings.ServiceName)]);

    private OtlpExporterOptions Options() => new()
    {
        Endpoint = settings.Endpoint,
        Protocol = settings.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
        Headers = settings.Headers,
        TimeoutMilliseconds = (int)settings.Timeout.TotalMilliseconds,
        HttpClientFactory = () => new HttpClient(new CollectorAnswers(watch)) { Timeout = settings.Timeout },
    };
}
