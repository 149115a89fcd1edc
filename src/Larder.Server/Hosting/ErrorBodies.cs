using System.Net.Mime;
using Larder.Server.Replies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace Larder.Server.Hosting;

/// <summary>
/// Gives refusals that nobody has written a body for, those of routing before all, the body that the contract names:
/// <c>{"detail":"Not Found"}</c>.
/// </summary>
internal static class ErrorBodies
{
    // The middleware calls back only where nobody has written a body, so an endpoint's own 404 keeps its words.
    public static void UseErrorBodies(this IApplicationBuilder app) => app.UseStatusCodePages(WriteAsync);

    private static Task WriteAsync(StatusCodeContext context)
    {
        var response = context.HttpContext.Response;
        var body = DetailBody.OfText(ReasonPhrases.GetReasonPhrase(response.StatusCode));
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}
