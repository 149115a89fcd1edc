using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Larder.Cli.Tests;

/// <summary>
/// A small server on loopback that speaks both interfaces as the contracts have them, on real Kestrel; a test may put
/// an answer of its own in front.
/// </summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _payloads = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private StubServer(Func<HttpContext, Task<bool>> first)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            _requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            if (!await first(context))
                await AnswerAsync(context);
        });
    }

    public string Address => _app.Urls.First();

    /// <summary>Each request so far: its method and its target.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public ConcurrentDictionary<string, string> Store { get; } = new();

    /// <summary>The last body that was posted to the payload interface.</summary>
    public string LastPayload { get; private set; } = "";

    public static Task<StubServer> StartAsync() => StartAsync(_ => Task.FromResult(false));

    /// <summary>Starts with an answer in front, which says whether it has answered.</summary>
    public static async Task<StubServer> StartAsync(Func<HttpContext, Task<bool>> first)
    {
        var server = new StubServer(first);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Starts with one answer for everything.</summary>
    public static Task<StubServer> AnsweringAsync(int status, string body, string type = "application/json") =>
        StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            await context.Response.WriteAsync(body);
            return true;
        });

    /// <summary>Starts with one answer for a method, and the usual one for the rest.</summary>
    public static Task<StubServer> AnsweringAsync(string method, int status, string body) =>
        StartAsync(async context =>
        {
            if (context.Request.Method != method)
                return false;

            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body);
            return true;
        });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("POST", "/payload") => PostPayloadAsync(context),
        ("GET", { } path) when path.StartsWith("/payload/", StringComparison.Ordinal) => GetPayloadAsync(context),
        ("PUT", "/cache") => PutAsync(context, StatusCodes.Status201Created),
        ("POST", "/put") => PutAsync(context, StatusCodes.Status200OK),
        ("GET", "/get") => GetAsync(context, context.Request.Query["key"].ToString()),
        ("DELETE", "/get") => DeleteAsync(context, context.Request.Query["key"].ToString()),
        ("GET", { } path) when path.StartsWith("/cache/", StringComparison.Ordinal) =>
            GetAsync(context, path["/cache/".Length..]),
        _ => WriteAsync(context, StatusCodes.Status404NotFound, """{"detail":"Not Found"}"""),
    };

    private async Task PostPayloadAsync(HttpContext context)
    {
        LastPayload = await new StreamReader(context.Request.Body).ReadToEndAsync();
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(LastPayload)));
        context.Response.Headers["X-Cache"] = _payloads.TryAdd(id, false) ? "MISS" : "HIT";
        await WriteAsync(context, StatusCodes.Status200OK, $$"""{"payload_id":"{{id}}"}""");
    }

    private static Task GetPayloadAsync(HttpContext context)
    {
        context.Response.Headers["X-Cache"] = "HIT";
        return WriteAsync(context, StatusCodes.Status200OK, """{"output":"A, B"}""");
    }

    private async Task PutAsync(HttpContext context, int status)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        Store[body.RootElement.GetProperty("key").GetString()!] = body.RootElement.GetProperty("value").GetString()!;
        await WriteAsync(context, status, """{"status":"OK","message":"Key inserted/updated successfully."}""");
    }

    private Task GetAsync(HttpContext context, string key) => Store.TryGetValue(key, out var value)
        ? WriteAsync(
            context, StatusCodes.Status200OK, JsonSerializer.Serialize(new { status = "OK", key, value }))
        : NotFoundAsync(context);

    private Task DeleteAsync(HttpContext context, string key) => Store.TryRemove(key, out _)
        ? WriteAsync(context, StatusCodes.Status200OK, """{"status":"OK"}""")
        : NotFoundAsync(context);

    private static Task NotFoundAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status404NotFound, """{"status":"ERROR","message":"Key not found."}""");

    private static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }
}
