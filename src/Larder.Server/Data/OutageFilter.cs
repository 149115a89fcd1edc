using System.Globalization;
using Larder.Server.Replies;

namespace Larder.Server.Data;

/// <summary>
/// What all routes of a group share that answers with <c>{"detail":"…"}</c> from the database: a 503 while the database
/// cannot be used, or too many callers wait for it, and no copies of answers that change.
/// </summary>
internal sealed class OutageFilter(ILogger<OutageFilter> log) : IEndpointFilter
{
    private const int RetryAfterSeconds = 1;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        try
        {
            return await next(context);
        }
        catch (DatabaseUnavailableException fault)
        {
            DataLog.Outage(log, context.HttpContext.Request.Path, fault.Message);
            return ComeAgain(context.HttpContext, "The database is not available.");
        }
        catch (CacheOverloadedException)
        {
            return ComeAgain(context.HttpContext, "Too many requests wait for the database. Try again in a moment.");
        }
    }

    /// <summary>503, with the time after which to come again.</summary>
    public static IResult ComeAgain(HttpContext context, string sentence)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return JsonReply.Detail(StatusCodes.Status503ServiceUnavailable, sentence);
    }
}
