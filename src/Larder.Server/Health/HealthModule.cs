using System.Net.Mime;
using Larder.Server.Description;
using Larder.Server.Modules;

namespace Larder.Server.Health;

/// <summary>
/// Three questions: <c>/health</c> in the words that clients of the source projects compare exactly, <c>/health/live</c>
/// for whoever would restart the process, and <c>/health/ready</c> for whoever sends it requests.
/// </summary>
internal sealed class HealthModule : ServerModule
{
    private const string NoStore = "no-store";

    // Written out as bytes: a JSON writer with default settings would send the apostrophe as \u0027.
    private static readonly byte[] Body = """{"message":"Application's health is good."}"""u8.ToArray();

    public override string Name => "Health";

    public override bool IsOptional => false;

    public override IEnumerable<OperationGroup> Describe() => [HealthDescription.Group];

    /// <summary>
    /// Any module may add a probe of its own by <c>AddHealthChecks</c>: an unhealthy one makes the server not ready, a
    /// degraded one is told and no more.
    /// </summary>
    public override void AddServices(IServiceCollection services)
    {
        services.AddLarder();
        services.AddSingleton<Readiness>();
        services.AddHealthChecks()
            .AddCheck<DatabaseProbe>(DatabaseProbe.Name)
            .AddCheck<CacheProbe>(CacheProbe.Name);
    }

    public override void MapEndpoints(IEndpointRouteBuilder routes)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods("/health", methods, AnswerHealth);
        routes.MapMethods("/health/live", methods, AnswerLive);
        routes.MapMethods("/health/ready", methods, AnswerReadyAsync);
    }

    private static IResult AnswerHealth(ILogger<HealthModule> log)
    {
        HealthLog.Asked(log);
        return Results.Bytes(Body, MediaTypeNames.Application.Json);
    }

    private static IResult AnswerLive(HttpResponse response, TimeProvider time)
    {
        response.Headers.CacheControl = NoStore;
        return Results.Bytes(HealthBody.OfLive(time.GetUtcNow()), MediaTypeNames.Application.Json);
    }

    private static async Task<IResult> AnswerReadyAsync(HttpResponse response, Readiness readiness, TimeProvider time)
    {
        var state = await readiness.AskAsync();
        response.StatusCode = state.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        response.Headers.CacheControl = NoStore;
        return Results.Bytes(HealthBody.OfReady(state, time.GetUtcNow()), MediaTypeNames.Application.Json);
    }
}
