using Larder.Testing;

namespace Larder.Server.Tests.Data;

/// <summary>One PostgreSQL server for all the tests that do not disturb it; each takes a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    internal PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
