using System.Net.Mime;
using Microsoft.AspNetCore.Diagnostics;

namespace Larder.Server.Hosting;

/// <summary>The answer to an error that no module foresaw. The framework logs it; the client learns nothing of it.</summary>
internal static class UnforeseenErrors
{
    private static readonly byte[] Body = """{"message":"Internal Server Error"}"""u8.ToArray();

    public static void UseUnforeseenErrors(this IApplicationBuilder app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = WriteAsync,
            StatusCodeSelector = fault =>
                fault is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError,
        });

    private static Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        if (response.StatusCode != StatusCodes.Status500InternalServerError)
            return Task.CompletedTask;

        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = Body.Length;
        return response.Body.WriteAsync(Body).AsTask();
    }
}
