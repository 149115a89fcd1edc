using System.Net;
using Larder.AspNetCore.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Larder.AspNetCore.Tests.Security;

/// <summary>A host with a door, routes for data, and routes for its operator, on real Kestrel.</summary>
internal sealed class GuardedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GuardedServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public AccessGuard Guard => _app.Services.GetRequiredService<AccessGuard>();

    public static async Task<GuardedServer> StartAsync(AccessOptions? options = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (time is not null)
            builder.Services.AddSingleton(time);
        builder.Services.AddLarderAccess((options ?? new AccessOptions()) with
        {
            OperatorScope = context => context.Request.Path.StartsWithSegments("/operator", StringComparison.Ordinal)
                ? HttpMethods.IsGet(context.Request.Method) ? AccessScope.Read : AccessScope.Admin
                : null,
        });

        var app = builder.Build();
        app.UseLarderAccess(refused => refused.Use((context, next) =>
        {
            context.Response.Headers["X-Every"] = "answer";
            return next(context);
        }));
        app.UseLarderOperatorRoutes();
        app.MapGet("/health/live", () => "alive");
        app.MapMethods("/data", ["GET", "PUT", "OPTIONS"], () => "data");
        app.MapMethods("/operator", ["GET", "POST"], () => "operator");
        app.MapGet("/alone", () => "alone").RequireLarderOperator(app, AccessScope.Admin);
        app.MapGet("/alone-raw", (HttpContext context) => context.Response.WriteAsync("alone"))
            .RequireLarderOperator(app, AccessScope.Admin);
        await app.StartAsync();
        return new GuardedServer(app);
    }

    public Task<HttpResponseMessage> SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }

    public async Task<HttpStatusCode> StatusAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(method, path, headers);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
