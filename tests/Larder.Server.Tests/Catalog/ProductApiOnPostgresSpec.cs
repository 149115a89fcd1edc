using Larder.Server.Tests.Data;

namespace Larder.Server.Tests.Catalog;

[Collection(PostgresCollection.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class ProductApiOnPostgresSpec(ServerOnPostgres postgres)
    : ProductApiSpec(postgres.Server), IClassFixture<ServerOnPostgres>;
