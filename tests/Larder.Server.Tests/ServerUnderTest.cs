using Larder.Server.Hosting;
using Larder.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Larder.Server.Tests;

/// <summary>The whole server on real Kestrel, inside the test process, on two ports that were free.</summary>
public sealed class ServerUnderTest : IAsyncLifetime
{
    private const string TwoFreePorts = "http://127.0.0.1:0;http://127.0.0.1:0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("larder-server-");
    private readonly WebApplication _app;

    public ServerUnderTest() : this([])
    {
    }

    /// <summary>A server with settings of its own, which win over those of the tests.</summary>
    internal ServerUnderTest(params string[] settings) => _app = ServerHost.Build(
        ["--urls", TwoFreePorts, $"--Larder:DataFolder={_folder.FullName}", .. settings], new StartUpLog());

    internal IServiceProvider Services => _app.Services;

    /// <summary>A cache of the running server, to look into and to empty.</summary>
    internal LarderCache Cache(string name) => Services.GetRequiredService<CacheManager>().GetCache(name);

    internal IReadOnlyList<Uri> Addresses => [.. _app.Urls.Select(url => new Uri(url))];

    // Who waits for leave to send a body waits for the answer: on a busy machine a second, which is usual, is soon over.
    internal HttpClient Client { get; } = new(new SocketsHttpHandler { Expect100ContinueTimeout = WaitLimit.Default });

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        Client.BaseAddress = Addresses[0];
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Stops it as SIGTERM does, before it is disposed.</summary>
    internal Task StopAsync() => _app.StopAsync();

    internal Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? accept = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return Client.SendAsync(request);
    }
}
