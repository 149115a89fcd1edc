using Larder.Server.Tests.Data;

namespace Larder.Server.Tests.Payloads;

[Collection(PostgresCollection.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class PayloadRowsOnPostgresSpec(PostgresFixture postgres) : PayloadRowsSpec
{
    internal override Task<TestDatabase> CreateAsync() => TestDatabase.OnPostgresAsync(postgres.Server);
}
