namespace Larder.AspNetCore.Tests.KeyValue;

/// <summary>One server with default options for all tests of a class.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private KeyValueServer? _server;

    internal KeyValueServer Server => _server!;

    public async Task InitializeAsync() => _server = await KeyValueServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
