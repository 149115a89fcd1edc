using System.Net.Mime;
using Larder.Server.Description;
using Larder.Server.Modules;
using Larder.Server.Replies;

namespace Larder.Server.Health;

/// <summary>
/// Three questions: <c>/health</c> in the words that clients of the source projects compare exactly, <c>/health/live</c>
/// for whoever would restart the process, and <c>/health/ready</c> for whoever sends it requests.
/// </summary>
internal sealed class HealthModule : ServerModule
{
    private const string NoStore = "no-store";

    // Balancers ask often, and a log that nobody reads must not hold up the answer to the next one.
    private const int LoggedPerSecond = 10;

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
        var pace = new LogPace(LoggedPerSecond, routes.ServiceProvider.GetRequiredService<TimeProvider>());
        routes.MapMethods(
            "/health", methods, (ILogger<HealthModule> log, TimeProvider time) => AnswerHealth(log, pace, time));
        routes.MapMethods("/health/live", methods, AnswerLive);
        routes.MapMethods("/health/ready", methods, AnswerReadyAsync);
    }

    private static IResult AnswerHealth(ILogger<HealthModule> log, LogPace pace, TimeProvider time)
    {
        if (pace.TryTake(time.GetTimestamp()))
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
