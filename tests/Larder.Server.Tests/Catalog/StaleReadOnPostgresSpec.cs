using Larder.Server.Tests.Data;

namespace Larder.Server.Tests.Catalog;

[Collection(PostgresCollection.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class StaleReadOnPostgresSpec(ServerOnPostgres postgres)
    : StaleReadSpec(postgres.Server), IClassFixture<ServerOnPostgres>;
