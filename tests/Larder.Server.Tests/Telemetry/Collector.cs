using System.Threading.Channels;
using Larder.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Larder.Server.Tests.Telemetry;

/// <summary>A collector of OTLP on a free port of this machine, over HTTP or gRPC, that keeps what it is sent.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private const int GrpcPrefix = 5;

    private readonly Channel<SentFigures> _sent = Channel.CreateUnbounded<SentFigures>();
    private readonly WebApplication _app;
    private readonly bool _isGrpc;
    private volatile int _status = StatusCodes.Status200OK;

    private Collector(bool isGrpc)
    {
        _isGrpc = isGrpc;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>What is answered instead of 200, while it is something else.</summary>
    public int Status
    {
        set => _status = value;
    }

    public string Address => _app.Urls.Single();

    public static async Task<Collector> StartAsync(bool isGrpc = false)
    {
        var collector = new Collector(isGrpc);
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>The next request, whether it was taken or refused.</summary>
    public Task<SentFigures> NextAsync() => UntilAsync(_ => true);

    /// <summary>Waits for a request in which something is.</summary>
    public async Task<SentFigures> UntilAsync(Predicate<SentFigures> fits)
    {
        using var limit = new CancellationTokenSource(WaitLimit.Default);
        SentFigures? last = null;
        try
        {
            while (last is null || !fits(last))
                last = await _sent.Reader.ReadAsync(limit.Token);
            return last;
        }
        catch (OperationCanceledException fault)
        {
            throw new TimeoutException($"That was never sent. The last figures: {string.Join('\n', last?.Points ?? [])}", fault);
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var message = body.ToArray()[(_isGrpc ? GrpcPrefix : 0)..];
        await _sent.Writer.WriteAsync(new SentFigures(context.Request.Path, headers, message));

        context.Response.StatusCode = _status;
        if (!_isGrpc)
            return;

        // An empty message, and that it went well.
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[GrpcPrefix]);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
