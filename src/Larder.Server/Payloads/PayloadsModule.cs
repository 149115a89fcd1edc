using Larder.Server.Configuration;
using Larder.Server.Description;
using Larder.Server.Disk;
using Larder.Server.Modules;
using Larder.Server.Payloads.Memory;
using Larder.Server.Payloads.Storage;
using Larder.Server.Replies;

namespace Larder.Server.Payloads;

/// <summary>The front door of the payload slice.</summary>
internal sealed class PayloadsModule : ServerModule
{
    private PayloadSettings _settings = new();

    public override string Name => "Payloads";

    public override void Read(IConfiguration configuration, StartFaults faults) =>
        _settings = PayloadSettings.Read(new SettingReader(configuration, faults));

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton(_settings);
        services.AddLarder(larder => PayloadMemory.AddCaches(larder, _settings));
        services.AddSingleton<PayloadMemory>();
        services.AddSingleton<IPayloadRepository, PayloadRows>();
        services.AddSingleton<PayloadService>();
        services.AddSingleton<PayloadEndpoints>();
        services.AddSingleton(
            provider => new LogPace(_settings.LoggedPerSecond, provider.GetRequiredService<TimeProvider>()));
        if (_settings.Tier == TierChoice.Disk)
            services.AddDiskTier();
        services.AddHostedService<PayloadWarming>();
    }

    public override IEnumerable<OperationGroup> Describe() => [PayloadDescription.Group];

    /// <summary>Answers hits.</summary>
    public override void UseFirst(IApplicationBuilder app) => app.UseMiddleware<PayloadHits>();

    public override void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<PayloadEndpoints>();
        routes.MapMethods("/payload", [HttpMethods.Post], endpoints.PostAsync);
        routes.MapMethods(
            $"/payload/{{{PayloadEndpoints.IdName}}}", [HttpMethods.Get, HttpMethods.Head], endpoints.GetAsync);
    }
}
