using Larder.Server.Tests.Data;

namespace Larder.Server.Tests.Contract;

/// <summary>The same contract with the rows in PostgreSQL; no test is written twice.</summary>
public static class OnPostgres
{
    private const string Needs = nameof(Needs);
    private const string PostgreSql = "PostgreSQL";

    [Collection(PostgresCollection.Name), Trait(Needs, PostgreSql)]
    public sealed class Headers(ServerOnPostgres postgres)
        : HeadersContractSpec(postgres.Server), IClassFixture<ServerOnPostgres>;

    [Collection(PostgresCollection.Name), Trait(Needs, PostgreSql)]
    public sealed class Health(ServerOnPostgres postgres)
        : HealthContractSpec(postgres.Server), IClassFixture<ServerOnPostgres>;

    [Collection(PostgresCollection.Name), Trait(Needs, PostgreSql)]
    public sealed class KeyValue(ServerOnPostgres postgres)
        : KeyValueContractSpec(postgres.Server), IClassFixture<ServerOnPostgres>;

    [Collection(PostgresCollection.Name), Trait(Needs, PostgreSql)]
    public sealed class Payloads(ServerOnPostgres postgres)
        : PayloadContractSpec(postgres.Server), IClassFixture<ServerOnPostgres>;

    [Collection(PostgresCollection.Name), Trait(Needs, PostgreSql)]
    public sealed class PayloadForm(ServerOnPostgres postgres)
        : PayloadFormContractSpec(postgres.Server), IClassFixture<ServerOnPostgres>;

    [Collection(PostgresCollection.Name), Trait(Needs, PostgreSql)]
    public sealed class Refusals(ServerOnPostgres postgres)
        : PayloadRefusalsSpec(postgres.Server), IClassFixture<ServerOnPostgres>;

    [Collection(PostgresCollection.Name), Trait(Needs, PostgreSql)]
    public sealed class Root(ServerOnPostgres postgres)
        : RootContractSpec(postgres.Server), IClassFixture<ServerOnPostgres>;

    [Collection(PostgresCollection.Name), Trait(Needs, PostgreSql)]
    public sealed class Routing(ServerOnPostgres postgres)
        : RoutingContractSpec(postgres.Server), IClassFixture<ServerOnPostgres>;

    [Collection(PostgresCollection.Name), Trait(Needs, PostgreSql)]
    public sealed class Survival(PostgresFixture postgres) : SurvivalContractSpec
    {
        protected override async Task<DurableHome> NewHomeAsync()
        {
            var folder = new ScratchFolder();
            return new DurableHome(
                [$"--Larder:DataFolder={folder.Path}", $"--Larder:Database:Url={await postgres.Server.CreateDatabaseAsync()}"],
                folder.Dispose);
        }
    }
}
