using System.Net.Mime;
using Microsoft.AspNetCore.Diagnostics;

namespace Larder.Server.Hosting;

/// <summary>Gives the answers of routing itself, 404 and 405, the body that the contract names.</summary>
internal static class ErrorBodies
{
    private static readonly byte[] NotFound = """{"detail":"Not Found"}"""u8.ToArray();
    private static readonly byte[] MethodNotAllowed = """{"detail":"Method Not Allowed"}"""u8.ToArray();

    // The middleware calls back only where nobody has written a body, so an endpoint's own 404 keeps its words.
    public static void UseErrorBodies(this IApplicationBuilder app) => app.UseStatusCodePages(WriteAsync);

    private static Task WriteAsync(StatusCodeContext context)
    {
        var response = context.HttpContext.Response;
        var body = response.StatusCode switch
        {
            StatusCodes.Status404NotFound => NotFound,
            StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
            _ => null,
        };
        if (body is null)
            return Task.CompletedTask;

        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}
