using Larder.AspNetCore.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts what guards a host into its pipeline.</summary>
public static class AccessApplicationBuilderExtensions
{
    /// <summary>
    /// Lets requests in whose client has a key that opens enough, where keys are demanded, and has not made too many. Put it
    /// first: nothing behind it sees a request that was refused.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="refused">
    /// What stands before a refusal, such as the headers that every answer carries. Default null: nothing.
    /// </param>
    /// <returns>The same pipeline.</returns>
    public static IApplicationBuilder UseLarderAccess(this IApplicationBuilder app, Action<IApplicationBuilder>? refused = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        var guard = app.ApplicationServices.GetRequiredService<AccessGuard>();
        var branch = app.New();
        refused?.Invoke(branch);
        branch.Run(guard.AnswerAsync);
        var answer = branch.Build();
        return app.Use(next => new AccessGate(next, answer, guard).InvokeAsync);
    }

    /// <summary>
    /// Guards the routes that <see cref="AccessOptions.OperatorScope"/> names: with a key, or, where no keys are demanded, for
    /// requests from the machine itself. Changes that a page of another site asks for are refused.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <returns>The same pipeline.</returns>
    public static IApplicationBuilder UseLarderOperatorRoutes(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var guard = app.ApplicationServices.GetRequiredService<AccessGuard>();
        return app.Use(next => new OperatorGate(next, guard).InvokeAsync);
    }

    /// <summary>Refuses what pages of other sites sent and may not send, and counts it with the other refusals.</summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="isRefused">Whether a request is one of those.</param>
    /// <returns>The same pipeline.</returns>
    public static IApplicationBuilder UseLarderForeignPages(this IApplicationBuilder app, Func<HttpContext, bool> isRefused)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(isRefused);
        var guard = app.ApplicationServices.GetRequiredService<AccessGuard>();
        return app.Use(next => context => isRefused(context) ? guard.RefuseAsync(context, Refusal.Foreign) : next(context));
    }

    /// <summary>
    /// Guards endpoints as <see cref="UseLarderOperatorRoutes"/> does, wherever they are mounted, and keeps the host's CORS
    /// headers off what they answer.
    /// </summary>
    /// <typeparam name="TBuilder">What maps the endpoints.</typeparam>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="routes">The routes that they are part of.</param>
    /// <param name="scope">The scope that a key needs.</param>
    /// <returns>The same endpoints.</returns>
    public static TBuilder RequireLarderOperator<TBuilder>(
        this TBuilder endpoints, IEndpointRouteBuilder routes, AccessScope scope)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(routes);
        var guard = routes.ServiceProvider.GetService<AccessGuard>() ?? new AccessGuard(new AccessOptions(), TimeProvider.System);
        endpoints.Finally(endpoint =>
        {
            var answer = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                ResponseWithoutCors.PutOn(context);
                return guard.JudgeOperator(context, scope) is { } refusal ? guard.RefuseAsync(context, refusal) : answer(context);
            };
        });
        return endpoints;
    }
}
