using Larder.Server.Tests.Data;

namespace Larder.Server.Tests.Catalog;

[Collection(PostgresCollection.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class ProductRefusalsOnPostgresSpec(ServerOnPostgres postgres)
    : ProductRefusalsSpec(postgres.Server), IClassFixture<ServerOnPostgres>;
