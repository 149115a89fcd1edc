using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Larder.AspNetCore.KeyValue;
using Larder.Tiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Larder.AspNetCore.Tests.KeyValue;

/// <summary>The API alone, on real Kestrel and a free port.</summary>
internal sealed class KeyValueServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private KeyValueServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public LarderCache Cache => _app.Services.GetRequiredService<CacheManager>().GetCache("keyvalue");

    public static async Task<KeyValueServer> StartAsync(
        KeyValueOptions? options = null, TimeProvider? time = null, ICacheTierFactory? tier = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (time is not null)
            builder.Services.AddSingleton(time);
        if (tier is not null)
            builder.Services.AddSingleton(tier);
        builder.Services.AddLarderKeyValue(options);

        var app = builder.Build();
        app.UseLarderKeyValueHits();
        app.UseLarderKeyValue();
        await app.StartAsync();
        return new KeyValueServer(app);
    }

    public Task<HttpResponseMessage> PutAsync(string key, string value) =>
        JsonAsync("PUT", "/cache", JsonSerializer.Serialize(new { key, value }));

    public Task<HttpResponseMessage> JsonAsync(string method, string path, string json) =>
        BytesAsync(method, path, Encoding.UTF8.GetBytes(json), "application/json");

    public Task<HttpResponseMessage> BytesAsync(string method, string path, byte[] body, string? type)
    {
        var content = new ByteArrayContent(body);
        if (type is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = content });
    }

    public Task<HttpResponseMessage> SendAsync(string method, string path, string? header = null, string? value = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header, value);
        return Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
