using Larder.Server.Replies;

namespace Larder.Server.Hosting;

/// <summary>Says in a header how long an answer took, from here to its first byte.</summary>
internal sealed class ProcessTimeHeader(RequestDelegate next, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var response = context.Response;
        response.OnStarting(() =>
        {
            response.Headers[ProcessTime.HeaderName] = ProcessTime.Since(started, time);
            return Task.CompletedTask;
        });
        return next(context);
    }
}
