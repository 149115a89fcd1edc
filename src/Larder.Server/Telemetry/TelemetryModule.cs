using System.Runtime.CompilerServices;
using Larder.Server.Configuration;
using Larder.Server.Modules;

namespace Larder.Server.Telemetry;

/// <summary>Sends the figures of the server to a collector, where one is named.</summary>
internal sealed class TelemetryModule : ServerModule
{
    private TelemetrySettings? _settings;

    public override string Name => "Telemetry";

    public override void Read(IConfiguration configuration, StartFaults faults) =>
        _settings = TelemetrySettings.Read(configuration, faults);

    public override void AddServices(IServiceCollection services)
    {
        if (_settings is not null)
            AddExport(services, _settings);
    }

    // Apart, so that a server without a collector never loads what this names.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddExport(IServiceCollection services, TelemetrySettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<CollectorWatch>();
        services.AddHostedService<MetricExport>();
    }
}
