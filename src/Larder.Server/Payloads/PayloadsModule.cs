using Larder.Server.Payloads.Memory;
using Larder.Server.Payloads.Requests;
using Larder.Server.Payloads.Storage;

namespace Larder.Server.Payloads;

/// <summary>The front door of the payload slice.</summary>
internal static class PayloadsModule
{
    public const string Name = "Payloads";

    /// <summary>Registers the slice; the database is registered by the host.</summary>
    public static void AddPayloads(this IServiceCollection services, PayloadSettings settings)
    {
        services.AddSingleton(settings);
        services.AddLarder(larder => LarderPayloadMemory.AddCaches(larder, settings));
        services.AddSingleton<IPayloadMemory, LarderPayloadMemory>();
        services.AddSingleton<IPayloadRepository, PayloadRows>();
        services.AddSingleton<PayloadService>();
        services.AddSingleton<PayloadEndpoints>();
        services.AddSingleton(new BodyBudget(settings.LargeBodyBytes));
        services.AddSingleton(provider => new LogPace(settings.LoggedPerSecond, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<PayloadWarming>();
    }

    /// <summary>Answers hits. Stands before routing.</summary>
    public static void UsePayloadHits(this IApplicationBuilder app) => app.UseMiddleware<PayloadHits>();

    public static void MapPayloads(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<PayloadEndpoints>();
        routes.MapMethods("/payload", [HttpMethods.Post], endpoints.PostAsync);
        routes.MapMethods(
            $"/payload/{{{PayloadEndpoints.IdName}}}", [HttpMethods.Get, HttpMethods.Head], endpoints.GetAsync);
    }
}
