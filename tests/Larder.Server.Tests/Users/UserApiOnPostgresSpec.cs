using Larder.Server.Tests.Data;

namespace Larder.Server.Tests.Users;

[Collection(PostgresCollection.Name)]
[Trait("Needs", "PostgreSQL")]
public sealed class UserApiOnPostgresSpec(ServerOnPostgres postgres)
    : UserApiSpec(postgres.Server), IClassFixture<ServerOnPostgres>;
