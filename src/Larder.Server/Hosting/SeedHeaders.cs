using Larder.Server.Replies;
using Larder.Server.Security;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace Larder.Server.Hosting;

/// <summary>
/// What every answer to the clients of the source projects carries: how long it took, and the permission for pages of
/// other sites to read it.
/// </summary>
internal static class SeedHeaders
{
    private const string AnyOrigin = "*";

    /// <summary>Puts the headers on everything but the private routes, errors of routing included.</summary>
    public static void UseSeedHeaders(this IApplicationBuilder app, IReadOnlyList<string> origins) =>
        app.UseWhen(
            context => !OperatorRoutes.IsPrivate(context.Request.Path),
            seed =>
            {
                seed.UseMiddleware<ProcessTimeHeader>();
                seed.UseCors(policy => Configure(policy, origins));
            });

    private static void Configure(CorsPolicyBuilder policy, IReadOnlyList<string> origins)
    {
        // A star may not go together with credentials, so the origin of the page is named instead.
        if (origins.Contains(AnyOrigin, StringComparer.Ordinal))
            policy.SetIsOriginAllowed(_ => true);
        else
            policy.WithOrigins([.. origins]);

        policy.AllowAnyMethod().AllowAnyHeader().AllowCredentials()
            .WithExposedHeaders(ProcessTime.HeaderName, "X-Cache", HeaderNames.ETag);
    }
}
