using Larder.Server.Tests.Data;

namespace Larder.Server.Tests;

/// <summary>The whole server over a database of its own on the tests' PostgreSQL.</summary>
public sealed class ServerOnPostgres(PostgresFixture postgres) : IAsyncLifetime
{
    public ServerUnderTest Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var url = await postgres.Server.CreateDatabaseAsync();
        Server = new ServerUnderTest($"--Larder:Database:Url={url}");
        await Server.InitializeAsync();
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
