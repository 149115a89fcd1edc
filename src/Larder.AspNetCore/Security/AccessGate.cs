using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Security;

/// <summary>The door of the pipeline. Where no keys are demanded and no pace is set it costs two loads.</summary>
internal sealed class AccessGate(RequestDelegate next, RequestDelegate refused, AccessGuard guard)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (guard.IsOff || guard.JudgeAtDoor(context) is not { } refusal)
            return next(context);

        AccessGuard.Note(context, refusal);
        return refused(context);
    }
}
