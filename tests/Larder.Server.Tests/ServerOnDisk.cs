namespace Larder.Server.Tests;

/// <summary>A server whose caches of keys and of outputs have a file behind them.</summary>
public sealed class ServerOnDisk : IAsyncLifetime
{
    internal static readonly string[] Settings = ["--Larder:KeyValue:Tier=Disk", "--Larder:Payloads:Tier=Disk"];

    internal ServerUnderTest Server { get; } = new(Settings);

    public Task InitializeAsync() => Server.InitializeAsync();

    public Task DisposeAsync() => Server.DisposeAsync();
}
