using Larder.Server.Tests.Data;

namespace Larder.Server.Tests.Catalog;

[Collection(PostgresCollection.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class CacheRoutesOnPostgresSpec(ServerOnPostgres postgres)
    : CacheRoutesSpec(postgres.Server), IClassFixture<ServerOnPostgres>;
