using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Security;

/// <summary>Stands before what belongs to the operator: the routes that <see cref="AccessOptions.OperatorScope"/> names.</summary>
internal sealed class OperatorGate(RequestDelegate next, AccessGuard guard)
{
    public Task InvokeAsync(HttpContext context) =>
        guard.Options.OperatorScope(context) is { } scope && guard.JudgeOperator(context, scope) is { } refusal
            ? guard.RefuseAsync(context, refusal)
            : next(context);
}
