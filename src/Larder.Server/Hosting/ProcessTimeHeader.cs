using Larder.Server.Replies;

namespace Larder.Server.Hosting;

/// <summary>
/// Says in a header how long an answer took, from here to its first byte; and in another that it is what its type says, so
/// that no browser reads markup out of it.
/// </summary>
internal sealed class ProcessTimeHeader(RequestDelegate next, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var response = context.Response;
        response.OnStarting(() =>
        {
            response.Headers[ProcessTime.HeaderName] = ProcessTime.Since(started, time);
            response.Headers.XContentTypeOptions = "nosniff";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
