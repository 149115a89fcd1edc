using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Primitives;

namespace Larder.Benchmarks.Http;

/// <summary>
/// The reference: Kestrel and one terminal middleware that reads the body, if there is one, and sends fixed bytes. It has
/// no routing, no logging and nothing of ours; its limits are those of Larder's server.
/// </summary>
internal sealed class BareServer(BareReply reply)
{
    /// <summary>The first argument of a process that is to serve.</summary>
    public const string Verb = "--bare-server";

    private readonly StringValues _contentType = reply.ContentType;
    private readonly StringValues _etag = Known(reply, "ETag");
    private readonly StringValues _vary = Known(reply, "Vary");
    private readonly StringValues _cacheControl = Known(reply, "Cache-Control");
    private readonly KeyValuePair<string, StringValues>[] _others = Others(reply);

    /// <summary>Serves until the process is ended; the reply is read from standard input.</summary>
    public static async Task RunAsync()
    {
        var reply = BareReply.OfJson((await Console.In.ReadLineAsync())!);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = 16_384;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 16_384;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        });
        await using var app = builder.Build();
        app.Run(new BareServer(reply).AnswerAsync);
        await app.StartAsync();
        foreach (var url in app.Urls)
        {
            Console.Out.WriteLine($"  {url}");
        }

        await app.WaitForShutdownAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or 0)
        {
            Send(context);
            return Task.CompletedTask;
        }

        return ReadAndAnswerAsync(context);
    }

    private async Task ReadAndAnswerAsync(HttpContext context)
    {
        var body = context.Request.BodyReader;
        var isRead = false;
        while (!isRead)
        {
            var result = await body.ReadAsync();
            body.AdvanceTo(result.Buffer.End);
            isRead = result.IsCompleted;
        }

        Send(context);
    }

    private void Send(HttpContext context)
    {
        var response = context.Response;
        var headers = response.Headers;
        response.StatusCode = reply.Status;
        headers.ContentType = _contentType;
        response.ContentLength = reply.Body.Length;
        if (_etag.Count > 0)
        {
            headers.ETag = _etag;
        }

        if (_vary.Count > 0)
        {
            headers.Vary = _vary;
        }

        if (_cacheControl.Count > 0)
        {
            headers.CacheControl = _cacheControl;
        }

        foreach (var (name, value) in _others)
        {
            headers[name] = value;
        }

        response.BodyWriter.Write(reply.Body);
    }

    private static StringValues Known(BareReply reply, string name) =>
        reply.Headers.TryGetValue(name, out var value) ? value : StringValues.Empty;

    private static KeyValuePair<string, StringValues>[] Others(BareReply reply) =>
    [
        .. reply.Headers
            .Where(static h => h.Key.ToUpperInvariant() is not ("ETAG" or "VARY" or "CACHE-CONTROL"))
            .Select(static h => KeyValuePair.Create(h.Key, new StringValues(h.Value))),
    ];
}
