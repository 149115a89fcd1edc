using Larder.Server.Tests.Data;

namespace Larder.Server.Tests.Payloads;

[Collection(PostgresCollection.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class PayloadApiOnPostgresSpec(ServerOnPostgres postgres)
    : PayloadApiSpec(postgres.Server), IClassFixture<ServerOnPostgres>;
