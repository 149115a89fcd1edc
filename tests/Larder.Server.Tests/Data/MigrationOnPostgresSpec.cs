namespace Larder.Server.Tests.Data;

[Collection(PostgresCollection.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class MigrationOnPostgresSpec(PostgresFixture postgres) : MigrationSpec
{
    internal override Task<TestDatabase> CreateAsync() => TestDatabase.OnPostgresAsync(postgres.Server);
}
