using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Larder.AspNetCore.Admin;
using Larder.AspNetCore.Admin.Metrics;
using Larder.AspNetCore.KeyValue;
using Larder.AspNetCore.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Larder.AspNetCore.Tests.Admin;

/// <summary>A host that has caches and their administration, and nothing else, on real Kestrel.</summary>
internal sealed class AdminServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AdminServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public LarderCache Cache(string name) => _app.Services.GetRequiredService<CacheManager>().GetCache(name);

    public KeyValueStore KeyValue => _app.Services.GetRequiredService<KeyValueStore>();

    /// <summary>The figures of the caches, in the text that Prometheus reads.</summary>
    public string Metrics()
    {
        var writer = new MetricWriter();
        new CacheMetrics(_app.Services.GetRequiredService<CacheManager>()).Write(writer);
        return writer.ToString();
    }

    /// <summary>Writes a text under a key of the key-value API.</summary>
    public async Task PutTextAsync(string key, string text) => await KeyValue.SetAsync(
        key,
        _app.Services.GetRequiredService<WireMaker>().OfText(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text), timeToLive: null),
        timeToLive: null);

    public static async Task<AdminServer> StartAsync(
        AdminOptions? options = null, AccessOptions? access = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddLarder(caches => caches
            .AddCache("things", cache => cache with { MemoryTtl = TimeSpan.FromSeconds(100) })
            .AddCache("weighed", cache => cache with { MemoryMaxBytes = 1_000_000 }));
        builder.Services.AddLarderKeyValue();
        if (access is not null)
            builder.Services.AddLarderAccess(access);
        builder.Services.AddCors();

        var app = builder.Build();
        app.UseCors(policy => policy.AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader());
        app.MapLarderAdmin(options: options);
        await app.StartAsync();
        return new AdminServer(app);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<(int Status, JsonElement Body)> SendAsync(string method, string path, string? json = null, string type = "application/json")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
