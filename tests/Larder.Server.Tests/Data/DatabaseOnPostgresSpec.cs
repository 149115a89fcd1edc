namespace Larder.Server.Tests.Data;

[Collection(PostgresCollection.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class DatabaseOnPostgresSpec(PostgresFixture postgres) : DatabaseSpec
{
    internal override Task<TestDatabase> CreateAsync() => TestDatabase.OnPostgresAsync(postgres.Server);
}
